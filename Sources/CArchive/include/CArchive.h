#pragma once

#include <stddef.h>
#include <sys/types.h>

/// A zip, read member by member, whatever its members are packed with.
typedef struct carchive carchive;

enum {
  CARCHIVE_OK = 0,
  CARCHIVE_FAILED = 1,
};

/// Opens the file behind `descriptor`, which stays the caller's to close after `carchive_close`, or
/// memory that must stay until then. Where a zip's end is missing, what stands before it is read in
/// order.
int carchive_open_zip_descriptor(int descriptor, carchive **handle);
int carchive_open_zip_memory(const void *bytes, size_t length, carchive **handle);

/// Moves to a zip's next member, in the order they lie in the file, passing over what is left of
/// the last: 1, 0 at the end, negative on an error. `name` is valid until the next call, and not to
/// be trusted.
int carchive_next(carchive *handle, const char **name);

/// Reads at most `capacity` bytes of the member at hand. 0 at the end, negative
/// on an error that `carchive_error` names.
ssize_t carchive_read(carchive *handle, void *buffer, size_t capacity);

/// The last error in the library's words; never NULL.
const char *carchive_error(carchive *handle);

void carchive_close(carchive *handle);

/// Packs `length` bytes as gzip (`"gzip"`) or Zstandard (`"zstd"`) into `packed`, at most
/// `capacity` bytes. The bytes written, or negative. For tests, which need no program for it.
ssize_t carchive_pack(
  const char *filter, const void *bytes, size_t length, void *packed, size_t capacity);

/// A file to be put into a zip.
typedef struct {
  const char *path;
  const void *bytes;
  size_t length;
} carchive_member;

/// Makes a zip of the members in the order given: the first is stored as it is, the others are
/// deflated. It holds no time, user or mode but the same for all, so that equal members make equal
/// bytes. `*zip` is the caller's to free; nonzero where it cannot be made.
int carchive_make_zip(
  const carchive_member *members, size_t count, void **zip, size_t *length);
