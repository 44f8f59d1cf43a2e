"""
Our own kernel, as `benchmarks/ours.py` gives it: two threads, whole pieces of the workload at once.
"""

from worker import serve

if __name__ == "__main__":
    from ours import evaluate  # found by the path that `worker` adds

    serve(evaluate)
