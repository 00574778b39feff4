"""Rules about meetings: how often, who came, how it was decided and recorded."""

from djledger.rules.meetings import frequency

RULES = (frequency.assembly_quarter_missed,)
