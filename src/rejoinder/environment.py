"""What every process of a run has in its environment, so that its last bits, and so its bytes, are the same."""

# One instruction set and one thread per process, whatever the machine has; more threads would not be faster on texts
# this short. Numpy and torch read them when they are imported, so they must be set before.
SETTINGS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "MKL_CBWR": "AVX2",
    "ATEN_CPU_CAPABILITY": "avx2",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
}
