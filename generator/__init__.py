"""groundplan: one platform.yaml, checked and rendered."""
