"""Pages of docs/ made from the models, the rule book and the law."""
