"""What this block needs from outside, and what fills the need until configuration names something else."""

from motcua.blocks.files.ports.protocols import BlobStore, ScanVerdict, VirusScanner

__all__ = ["BlobStore", "ScanVerdict", "VirusScanner"]
