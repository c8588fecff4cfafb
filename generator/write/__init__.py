"""The only part that touches rendered/: what it owns it replaces and removes, and nothing else."""

from generator.write.apply import apply
from generator.write.plan import Plan, plan
from generator.write.project import abandoned, exclusive, folder

__all__ = ["Plan", "abandoned", "apply", "exclusive", "folder", "plan"]
