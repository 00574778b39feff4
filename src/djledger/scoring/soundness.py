"""Whether a scheme can be applied at all: its items are complete and its grades fit together."""

from collections.abc import Iterator
from decimal import Decimal

from djledger.checking.select import UnknownRuleError, matching
from djledger.rules.table import BOOK
from djledger.rules.wording import nearest
from djledger.scoring.bands import band_faults
from djledger.scoring.measures import FINDINGS, MEASURES
from djledger.scoring.scheme import Item, Method, Scheme, Target, Veto

NEEDED: dict[Method, tuple[str, ...]] = {
    Method.BASE: ("points",),
    Method.ADD: ("per", "measure"),
    Method.DEDUCT: ("per", "measure"),
    Method.AT_LEAST: ("points", "per", "threshold", "measure"),
    Method.RATIO: ("points", "measure"),
    Method.PRESENT: ("points",),
    Method.MANUAL: ("points",),
    Method.SUM: ("items",),
    Method.WEIGHTED: ("items",),
}
"""What each way of reckoning cannot do without."""

OPEN: dict[Method, frozenset[str]] = {
    Method.ADD: frozenset({"points"}),
    Method.DEDUCT: frozenset({"points"}),
    Method.PRESENT: frozenset({"measure", "material"}),
}
"""What it may have besides."""

MOST_PLACES = 4

_KEYS = ("points", "per", "threshold", "measure", "material", "items")


def scheme_faults(scheme: Scheme) -> Iterator[str]:
    """Yield in words whatever keeps a scheme from being applied."""
    if scheme.places > MOST_PLACES:
        yield f"小数位最多 {MOST_PLACES} 位。"
        return
    yield from _item_faults(scheme.whole, scheme)
    yield from _names_twice("项目", [item.name for item in _all_items(scheme.whole)])
    yield from _names_twice("等次", [band.name for band in scheme.bands])
    yield from band_faults(scheme)
    yield from _quota_faults(scheme)
    for veto in scheme.vetoes:
        yield from _veto_faults(veto, scheme)
    grade = scheme.stages.grade if scheme.stages else None
    yield from _grade_faults("阶段", grade, scheme)


def _all_items(item: Item) -> Iterator[Item]:
    for inner in item.items:
        yield inner
        yield from _all_items(inner)


def _names_twice(what: str, names: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"{what}“{name}”写了 {names.count(name)} 次，名称应各不相同。"


def _label(field: str) -> str:
    return Item.model_fields[field].alias or field


def _item_faults(item: Item, scheme: Scheme) -> Iterator[str]:
    allowed = {*NEEDED[item.method], *OPEN.get(item.method, ())}
    for field in _KEYS:
        given = getattr(item, field) not in {None, ()}
        if field in NEEDED[item.method] and not given:
            yield f"项目“{item.name}”的方式为“{item.method}”，要写“{_label(field)}”。"
        elif given and field not in allowed:
            yield f"项目“{item.name}”的方式为“{item.method}”，不用“{_label(field)}”。"
    yield from _measure_faults(item, scheme)
    yield from _weight_faults(item)
    if item.cap is not None and item.floor is not None and item.cap < item.floor:
        yield f"项目“{item.name}”的封顶小于保底。"
    for inner in item.items:
        yield from _item_faults(inner, scheme)


def _measure_faults(item: Item, scheme: Scheme) -> Iterator[str]:
    if item.method is Method.PRESENT and (item.measure is None) is (item.material is None):
        yield f"项目“{item.name}”要写“取数”或“材料”，只写一个。"
    yield from _source_faults(item.name, item.measure, item.rules, scheme.target)
    known = MEASURES[scheme.target].get(item.measure or "")
    if known and known.share is not (item.method is Method.RATIO):
        kind = "比例" if known.share else "次数或数量"
        yield f"项目“{item.name}”的取数“{known.name}”是{kind}，与方式“{item.method}”不合。"


def _source_faults(
    name: str, measure: str | None, rules: tuple[str, ...], target: Target
) -> Iterator[str]:
    known = MEASURES[target]
    if measure == FINDINGS:
        if target is Target.MEMBER:
            yield f"“{name}”：检查发现数只能用于党支部。"
        if not rules:
            yield f"“{name}”：取数为“{FINDINGS}”时要写“规则”。"
    elif measure is not None and measure not in known:
        yield f"“{name}”：没有“{measure}”这种取数。{nearest(measure, list(known))}"
    if rules and measure != FINDINGS:
        yield f"“{name}”：只有取数为“{FINDINGS}”时才写“规则”。"
    for word in rules:
        try:
            matching(BOOK, word)
        except UnknownRuleError as error:
            yield f"“{name}”：{error}"


def _weight_faults(item: Item) -> Iterator[str]:
    weights = [inner.weight for inner in item.items]
    if item.method is not Method.WEIGHTED:
        if any(weight is not None for weight in weights):
            yield f"项目“{item.name}”不是加权，分项不写“权重”。"
    elif any(weight is None for weight in weights):
        yield f"项目“{item.name}”为加权，每个分项都要写“权重”。"
    elif sum((weight or Decimal(0) for weight in weights), Decimal(0)) != 1:
        yield f"项目“{item.name}”的分项权重加起来应为 100%。"


def _quota_faults(scheme: Scheme) -> Iterator[str]:
    for quota in scheme.quotas:
        yield from _grade_faults("限额", quota.grade, scheme)
        if (quota.share is None) is (quota.places is None):
            yield f"“{quota.grade}”的限额要写“比例”或“名额”，只写一个。"
        if quota.share is not None and quota.rounding is None:
            yield f"“{quota.grade}”按比例限额，要写明“取整”（舍去、进一或四舍五入）。"
        if scheme.bands and quota.grade == scheme.bands[-1].name:
            yield f"“{quota.grade}”是最低等次，超出限额的没有去处，不能限额。"
    yield from _names_twice("限额", [quota.grade for quota in scheme.quotas])


def _veto_faults(veto: Veto, scheme: Scheme) -> Iterator[str]:
    sources = [veto.measure is not None, veto.item is not None, bool(veto.manual)]
    if sources.count(True) != 1:
        yield f"否决情形“{veto.name}”要写“取数”“项目”或“人工: 是”，只写一种。"
    if bool(veto.ends) is bool(veto.manual):
        said = "不写范围" if veto.manual else "要写范围，如“低于: 6”"
        yield f"否决情形“{veto.name}”{said}。"
    if (veto.grade is None) is not bool(veto.zero):
        yield f"否决情形“{veto.name}”要写“等次”或“清零: 是”，只写一个。"
    if veto.item is not None and veto.item not in {i.name for i in _all_items(scheme.whole)}:
        yield f"否决情形“{veto.name}”：方案中没有项目“{veto.item}”。"
    yield from _source_faults(veto.name, veto.measure, veto.rules, scheme.target)
    yield from _grade_faults("一票否决", veto.grade, scheme)


def _grade_faults(where: str, grade: str | None, scheme: Scheme) -> Iterator[str]:
    known = [band.name for band in scheme.bands]
    if grade is not None and grade not in known:
        yield f"“{where}”中的等次“{grade}”不在“等次”里。{nearest(grade, known)}"
