"""The instruments that rules cite, as constants.

A date or number that was not read in a document is not stated as if it had been: `date_seen` is
False, the note says why, and the day chosen is one on which the edition was certainly in force.
"""

from __future__ import annotations

from datetime import date

from djledger.law.certainty import Certainty
from djledger.law.citations import Citation, Edition, Instrument

_CENTRE = "中共中央"
_CENTRE_OFFICE = "中共中央办公厅"
_ORGANISATION = "中共中央组织部"
_CENTRAL_ORGANS = "中央和国家机关工作委员会"

PARTY_CONSTITUTION = Instrument(
    "party-constitution",
    "中国共产党章程",
    "党章",
    "中国共产党第二十次全国代表大会",
    (Edition(2022, date(2022, 10, 22)),),
)
BRANCH_REGULATIONS = Instrument(
    "branch-regulations",
    "中国共产党支部工作条例（试行）",
    "支部工作条例",
    _CENTRE,
    (Edition(2018, date(2018, 10, 28)),),
)
DEVELOPMENT_RULES = Instrument(
    "development-rules",
    "中国共产党发展党员工作细则",
    "发展党员工作细则",
    _CENTRE_OFFICE,
    (
        Edition(2014, date(2014, 5, 28), "中办发〔2014〕33号"),
        Edition(2026, date(2026, 5, 11), None, "修订后的文号未见"),
    ),
)
ELECTION_RULES = Instrument(
    "election-rules",
    "中国共产党基层组织选举工作条例",
    "基层组织选举工作条例",
    _CENTRE,
    (
        Edition(1990, date(1990, 6, 27), None, "时称暂行条例；施行日和条文均未核实", False),
        Edition(2020, date(2020, 7, 13)),
    ),
)
DUES_RULES = Instrument(
    "dues-rules",
    "关于中国共产党党费收缴、使用和管理的规定",
    "党费规定",
    _ORGANISATION,
    (Edition(2008, date(2008, 4, 1), "中组发〔2008〕3号"),),
)
DUES_NOTICE = Instrument(
    "dues-notice",
    "关于进一步规范党费工作的通知",
    "规范党费工作通知",
    "中共中央组织部办公厅",
    (Edition(2017, date(2017, 12, 31), "组电明字〔2017〕5号", "印发日未见，按年末计", False),),
    unit="项",
)
CENTRAL_DUES_MEASURES = Instrument(
    "central-dues-measures",
    "中央和国家机关基层党组织党费收缴、使用和管理办法",
    "中央和国家机关党费办法",
    _CENTRAL_ORGANS,
)
EDUCATION_RULES = Instrument(
    "education-rules",
    "中国共产党党员教育管理工作条例",
    "党员教育管理工作条例",
    _CENTRE,
    (Edition(2019, date(2019, 5, 6)),),
)
TRAINING_PLAN = Instrument(
    "training-plan",
    "全国党员教育培训工作规划",
    "党员教育培训规划",
    _CENTRE_OFFICE,
    (
        Edition(2019, date(2019, 12, 31), None, "2019—2023年；印发日未见，按年末计", False),
        Edition(2024, date(2024, 12, 31), None, "2024—2028年；印发日未见，按年末计", False),
    ),
)
ORGAN_RULES = Instrument(
    "organ-rules",
    "中国共产党党和国家机关基层组织工作条例",
    "机关基层组织工作条例",
    _CENTRE,
    (Edition(2019, date(2020, 1, 5), None, "2019年修订；发布日未见，按公开日计", False),),
)
UNIVERSITY_RULES = Instrument(
    "university-rules",
    "中国共产党普通高等学校基层组织工作条例",
    "高校基层组织工作条例",
    _CENTRE,
    (Edition(2021, date(2021, 4, 16)),),
)
MOBILE_MEMBERS_OPINION = Instrument(
    "mobile-members-opinion",
    "关于进一步加强和改进流动党员管理工作的意见",
    "流动党员管理意见",
    _CENTRE_OFFICE,
    (Edition(2024, date(2024, 11, 11), None, "印发日未见，按公开日计", False),),
)
UNQUALIFIED_MEMBERS_MEASURES = Instrument(
    "unqualified-members-measures",
    "中国共产党不合格党员组织处置办法",
    "不合格党员组织处置办法",
    _CENTRE_OFFICE,
    (Edition(2024, date(2024, 6, 16)),),
)
TERM_OPINION = Instrument(
    "term-opinion",
    "关于党的基层组织任期的意见",
    "基层组织任期意见",
    _CENTRE_OFFICE,
    (Edition(2018, date(2018, 7, 31), None, "2018年7月；印发日未见，按月末计", False),),
)
ATTENDANCE_EXPLANATION = Instrument(
    "attendance-explanation",
    "关于党员大会应到会人数计算的说明",
    "应到会人数说明",
    _ORGANISATION,
    unit="项",
)
GRADUATE_NOTICE = Instrument(
    "graduate-notice",
    "关于做好高校毕业生党员组织关系管理工作的通知",
    "高校毕业生党员组织关系通知",
    _ORGANISATION,
    (Edition(2015, date(2015, 7, 23), "组通字〔2015〕33号"),),
    unit="项",
)
GROUP_RULES = Instrument(
    "group-rules",
    "中央和国家机关党小组工作规则（试行）",
    "党小组工作规则",
    _CENTRAL_ORGANS,
)
SECRETARY_REVIEW_MEASURES = Instrument(
    "secretary-review-measures",
    "党委（党组）书记抓基层党建工作述职评议考核办法（试行）",
    "述职评议考核办法",
    _ORGANISATION,
    (Edition(2019, date(2019, 12, 31), None, "2019年底；印发日未见，按年末计", False),),
)
FOUR_STRENGTHS_MEASURES = Instrument(
    "four-strengths-measures",
    "中央和国家机关“四强”党支部创建管理办法",
    "“四强”党支部办法",
    _CENTRAL_ORGANS,
)
DOCUMENT_FORMAT = Instrument(
    "document-format",
    "党政机关公文格式",
    "党政机关公文格式",
    "国家质量监督检验检疫总局、国家标准化管理委员会",
    (Edition(2012, date(2012, 7, 1), "GB/T 9704-2012", "施行日未核实", False),),
    unit="",
)
PRIVACY_LAW = Instrument(
    "privacy-law",
    "中华人民共和国个人信息保护法",
    "个人信息保护法",
    "全国人民代表大会常务委员会",
    (Edition(2021, date(2021, 11, 1), None, "施行日未核实", False),),
)
OPENNESS_RULES = Instrument(
    "openness-rules",
    "中国共产党党务公开条例（试行）",
    "党务公开条例",
    _CENTRE,
    (Edition(2017, date(2017, 12, 20), None, "施行日未核实", False),),
)
APPRAISAL_NOTICE = Instrument(
    "appraisal-notice",
    "民主评议党员和组织生活会年度通知",
    "民主评议年度通知",
    "上级党组织（各年度通知）",
)
FORMAT = Instrument(
    "format",
    "djledger 台账格式说明",
    "台账格式说明",
    "djledger",
    certainty=Certainty.FULL,
    unit="",
    quoted=False,
)
LOGIC = Instrument(
    "logic",
    "算术与先后次序（推定，不需法规）",
    "算术与先后次序",
    "djledger",
    certainty=Certainty.FULL,
    unit="",
    quoted=False,
)
PRACTICE = Instrument(
    "practice",
    "地方或惯例",
    "地方或惯例",
    "各地各单位",
    certainty=Certainty.PRACTICE,
    unit="",
    quoted=False,
)

INSTRUMENTS: tuple[Instrument, ...] = (
    PARTY_CONSTITUTION,
    BRANCH_REGULATIONS,
    DEVELOPMENT_RULES,
    ELECTION_RULES,
    DUES_RULES,
    DUES_NOTICE,
    CENTRAL_DUES_MEASURES,
    EDUCATION_RULES,
    TRAINING_PLAN,
    ORGAN_RULES,
    UNIVERSITY_RULES,
    MOBILE_MEMBERS_OPINION,
    UNQUALIFIED_MEMBERS_MEASURES,
    TERM_OPINION,
    ATTENDANCE_EXPLANATION,
    GRADUATE_NOTICE,
    GROUP_RULES,
    SECRETARY_REVIEW_MEASURES,
    FOUR_STRENGTHS_MEASURES,
    DOCUMENT_FORMAT,
    PRIVACY_LAW,
    OPENNESS_RULES,
    APPRAISAL_NOTICE,
    FORMAT,
    LOGIC,
    PRACTICE,
)

_ADDED_IN_2026 = 40


def development(article: int) -> Citation:
    """Cite an article of the 2026 细则 together with the 2014 article that it continues.

    2014's article 18 was dropped, so its 19 to 40 became 18 to 39; article 40 is new in 2026.
    For a requirement that is new inside an older article (公示 in 13, the month in 19 and 29, the
    lighter punishments in 14) cite `DEVELOPMENT_RULES[n]`, which is silent before 2026-05-11.
    """
    if not 1 <= article <= 44 or article == _ADDED_IN_2026:
        raise ValueError(f"article {article} of 2026 continues no article of 2014")
    earlier = article + 1 if 18 <= article < _ADDED_IN_2026 else article
    return DEVELOPMENT_RULES.at({2014: earlier, 2026: article})
