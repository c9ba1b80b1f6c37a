"""Environment settings by which every process of a run computes the same last bits, and so writes the same bytes."""

# One thread per process and named code paths. MKL knows by them only Intel's processors and goes its own way on others,
# so nothing that is written may depend on its last bits. Without AVX-512 VNNI a processor takes other paths of the rest
# too. More threads would not be faster on texts this short. Numpy and torch read the settings when they are imported,
# so they must be set before.
SETTINGS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "MKL_CBWR": "AVX512",
    "ATEN_CPU_CAPABILITY": "avx2",
    "ONEDNN_MAX_CPU_ISA": "AVX512_CORE_VNNI",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
}
