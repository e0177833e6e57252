#pragma once

#include <stddef.h>
#include <stdint.h>

/* Inner loops that need wider vectors than the machine this program must run on has: each is built
   for that machine and for AVX2, and which one runs is decided when it is called. Whichever runs,
   the result is the same: all arithmetic is on whole numbers. */

/* Sums of rows drawn with replacement, for the replicates `first` ..< `first + replicates`.

   `rows` holds `problems` rows of `width` numbers, `width` a multiple of 8. The row drawn at a
   position of a replicate depends on `seed`, the replicate and the position alone, as `ck_draw` gives it.
   Column `j` of the replicate `first + r` is written to `sums[j * stride + r]`.

   The numbers are such that no sum of `problems` of them leaves 32 bits. `problems` >= 1.

   0 on success, -1 where there is no memory for `problems` draws. */
int ck_resample(const int32_t *rows, size_t problems, size_t width, uint64_t seed, size_t first,
                size_t replicates, int32_t *sums, size_t stride);

/* The rows, below `problems`, that a replicate draws at the positions 0 ..< `problems`. `drawn` has
   room for 8 more. */
void ck_draw(uint64_t seed, size_t replicate, size_t problems, uint32_t *drawn);

/* Of `count` numbers `minuend[i] - subtrahend[i]` (no subtrahend: NULL), those below `low` and those
   above `high`, each as 2^32 times the number plus `i`, so that equal numbers keep an order. Both
   lists have room for `capacity` and one more; a list that is full takes no more, so that a count
   of `capacity` says it may lack some. */
void ck_tails(const int32_t *minuend, const int32_t *subtrahend, size_t count, int32_t low,
              int32_t high, size_t capacity, int64_t *below, size_t *below_count, int64_t *above,
              size_t *above_count);
