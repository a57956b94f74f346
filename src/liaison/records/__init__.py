"""The store: signed records, their statements, and the View through which all reading goes."""
