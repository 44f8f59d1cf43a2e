"""
Batched NumPy: the reference, one ladder and 128 draws at a time, so that its tables stay in the
cache.

One thread, as NumPy gives it.
"""

from worker import in_batches, serve
from workload import evaluate

if __name__ == "__main__":
    serve(in_batches(evaluate, long=1365, wide=128))
