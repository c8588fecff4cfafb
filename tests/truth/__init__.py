"""What `groundplan diff` says of Terraform, held against what Terraform plans.

`edits` change platforms, every field of the language at least once; `modules` puts many roots into one, since starting
the provider costs more than any of them; `states` makes the state that the base would have after its apply, and
`plans` asks Terraform what it would do to that state.
"""
