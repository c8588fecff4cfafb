"""What groundplan costs, beside others, as ratios within one run: `python -m benchmarks`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "bench"
