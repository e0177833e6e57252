#include <stdlib.h>

#include "CKernels.h"

typedef int32_t numbers __attribute__((vector_size(32), aligned(4)));
typedef uint32_t lanes __attribute__((vector_size(32), aligned(4)));
typedef uint64_t wide __attribute__((vector_size(64)));

enum { LANES = 8, BATCH = 16, CHUNK = 8 };

/* The two halves of a replicate's key: the SplitMix64 output of that number in the seed's stream
   (Steele, Lea and Flood 2014). */
static inline uint64_t key(uint64_t seed, size_t replicate) {
  uint64_t z = seed + ((uint64_t)replicate + 1) * 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* A position's hash: the mixer found by search for the least bias (Wellons 2018, "Prospecting for
   hash functions"), the key's halves added before it and in its middle, so that no two replicates
   walk the same sequence. Its last shift only feeds bits that choosing a row does not look at. */
#define MIXED(x, key)                                                                            \
  do {                                                                                           \
    x = x * 0x9E3779B9u + (uint32_t)(key);                                                       \
    x ^= x >> 16;                                                                                \
    x *= 0x7FEB352Du;                                                                            \
    x ^= (x >> 15) ^ (uint32_t)((key) >> 32);                                                    \
    x *= 0x846CA68Bu;                                                                            \
  } while (0)

/* All of a replicate's draws, rounded up to whole vectors. */
static inline __attribute__((always_inline)) void draw(uint32_t *out, size_t problems,
                                                       uint64_t key) {
  lanes position = {0, 1, 2, 3, 4, 5, 6, 7};
  for (size_t i = 0; i < problems; i += LANES) {
    lanes x = position;
    MIXED(x, key);
    wide scaled = __builtin_convertvector(x, wide) * (uint64_t)problems >> 32;
    *(lanes *)(out + i) = __builtin_convertvector(scaled, lanes);
    position += LANES;
  }
}

/* `count` vectors of columns, summed over the rows drawn. */
static inline __attribute__((always_inline)) void add(const int32_t *rows, const uint32_t *drawn,
                                                      size_t problems, size_t width,
                                                      int32_t *out, int count) {
  numbers sums[CHUNK];
  for (int j = 0; j < count; j++) sums[j] = (numbers){0};
  for (size_t i = 0; i < problems; i++) {
    const numbers *row = (const numbers *)(rows + drawn[i] * width);
    for (int j = 0; j < count; j++) sums[j] += row[j];
  }
  for (int j = 0; j < count; j++) ((numbers *)out)[j] = sums[j];
}

static inline __attribute__((always_inline)) void resample(const int32_t *rows, size_t problems,
                                                           size_t width, uint64_t seed,
                                                           size_t first, size_t replicates,
                                                           int32_t *sums, size_t stride,
                                                           uint32_t *drawn, int32_t *batch) {
  for (size_t start = 0; start < replicates; start += BATCH) {
    size_t size = replicates - start < BATCH ? replicates - start : BATCH;
    for (size_t r = 0; r < size; r++) {
      draw(drawn, problems, key(seed, first + start + r));
      for (size_t j = 0; j < width; j += CHUNK * LANES) {
        size_t left = (width - j) / LANES;
        const int32_t *from = rows + j;
        int32_t *to = batch + r * width + j;
        switch (left < CHUNK ? left : CHUNK) {
        case 1: add(from, drawn, problems, width, to, 1); break;
        case 2: add(from, drawn, problems, width, to, 2); break;
        case 3: add(from, drawn, problems, width, to, 3); break;
        case 4: add(from, drawn, problems, width, to, 4); break;
        case 5: add(from, drawn, problems, width, to, 5); break;
        case 6: add(from, drawn, problems, width, to, 6); break;
        case 7: add(from, drawn, problems, width, to, 7); break;
        default: add(from, drawn, problems, width, to, 8); break;
        }
      }
    }
    for (size_t j = 0; j < width; j++) {
      for (size_t r = 0; r < size; r++) sums[j * stride + start + r] = batch[r * width + j];
    }
  }
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static void
resample_avx2(const int32_t *rows, size_t problems, size_t width, uint64_t seed, size_t first,
              size_t replicates, int32_t *sums, size_t stride, uint32_t *drawn, int32_t *batch) {
  resample(rows, problems, width, seed, first, replicates, sums, stride, drawn, batch);
}

#endif

static void resample_anywhere(const int32_t *rows, size_t problems, size_t width, uint64_t seed,
                              size_t first, size_t replicates, int32_t *sums, size_t stride,
                              uint32_t *drawn, int32_t *batch) {
  resample(rows, problems, width, seed, first, replicates, sums, stride, drawn, batch);
}

int ck_resample(const int32_t *rows, size_t problems, size_t width, uint64_t seed, size_t first,
                size_t replicates, int32_t *sums, size_t stride) {
  uint32_t *drawn = malloc((problems + LANES) * sizeof *drawn);
  int32_t *batch = malloc(width * BATCH * sizeof *batch);
  int done = drawn && batch ? 0 : -1;
  if (done == 0) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
      resample_avx2(rows, problems, width, seed, first, replicates, sums, stride, drawn, batch);
    else
#endif
      resample_anywhere(rows, problems, width, seed, first, replicates, sums, stride, drawn,
                        batch);
  }
  free(drawn);
  free(batch);
  return done;
}

void ck_draw(uint64_t seed, size_t replicate, size_t problems, uint32_t *drawn) {
  draw(drawn, problems, key(seed, replicate));
}

void ck_tails(const int32_t *minuend, const int32_t *subtrahend, size_t count, int32_t low,
              int32_t high, size_t capacity, int64_t *below, size_t *below_count, int64_t *above,
              size_t *above_count) {
  size_t b = 0, a = 0;
  for (size_t i = 0; i < count; i++) {
    int32_t x = subtrahend ? minuend[i] - subtrahend[i] : minuend[i];
    int64_t item = (int64_t)((uint64_t)(int64_t)x << 32 | i);
    below[b] = item;
    b += (x < low) & (b < capacity);
    above[a] = item;
    a += (x > high) & (a < capacity);
  }
  *below_count = b;
  *above_count = a;
}
