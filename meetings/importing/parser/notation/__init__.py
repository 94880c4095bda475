"""How minutes print things: numbers, days, times, names, labels, fields, decisions. Each file knows one."""
