"""One module a subject. Managers' pages begin with `Cohort.objects.managed_by(person)`: 404."""
