#include "CArchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct carchive {
  struct archive *archive;
  int empty;
  /// What is left of the block last unpacked, which the library owns.
  const char *block;
  size_t left;
};

static carchive *make(void) {
  carchive *handle = calloc(1, sizeof *handle);
  if (handle == NULL) return NULL;
  handle->archive = archive_read_new();
  if (handle->archive == NULL) {
    free(handle);
    return NULL;
  }
  archive_read_support_filter_gzip(handle->archive);
  archive_read_support_filter_zstd(handle->archive);
  return handle;
}

static carchive *make_zip(void) {
  carchive *handle = make();
  if (handle == NULL) return NULL;
  archive_read_support_format_zip(handle->archive);
  // Until the first member is asked for, there is nothing to read.
  handle->empty = 1;
  return handle;
}

int carchive_open_zip_descriptor(int descriptor, carchive **out) {
  *out = make_zip();
  if (*out == NULL) return CARCHIVE_FAILED;
  int opened = archive_read_open_fd((*out)->archive, descriptor, 256 * 1024);
  return opened == ARCHIVE_OK ? CARCHIVE_OK : CARCHIVE_FAILED;
}

int carchive_open_zip_memory(const void *bytes, size_t length, carchive **out) {
  *out = make_zip();
  if (*out == NULL) return CARCHIVE_FAILED;
  int opened = archive_read_open_memory((*out)->archive, bytes, length);
  return opened == ARCHIVE_OK ? CARCHIVE_OK : CARCHIVE_FAILED;
}

/// The library turns names into what the locale can write, which of a program that sets none is
/// ASCII: of other names nothing is left. While it reads them this thread writes UTF-8.
static pthread_once_t once = PTHREAD_ONCE_INIT;
static locale_t names;

static void make_names(void) { names = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

static int next_header(carchive *handle, const char **name) {
  struct archive_entry *entry;
  *name = "";
  handle->left = 0;
  handle->empty = 1;
  int code = archive_read_next_header(handle->archive, &entry);
  if (code == ARCHIVE_EOF) return 0;
  if (code != ARCHIVE_OK && code != ARCHIVE_WARN) return -1;
  handle->empty = 0;
  const char *path = archive_entry_pathname(entry);
  if (path == NULL) path = archive_entry_pathname_utf8(entry);
  if (path != NULL) *name = path;
  return 1;
}

int carchive_next(carchive *handle, const char **name) {
  pthread_once(&once, make_names);
  if (names == (locale_t)0) return next_header(handle, name);
  locale_t before = uselocale(names);
  int code = next_header(handle, name);
  uselocale(before);
  return code;
}

ssize_t carchive_read(carchive *handle, void *buffer, size_t capacity) {
  // Block by block: archive_read_data would forget what it has copied when an error follows.
  while (handle->left == 0) {
    const void *block;
    la_int64_t offset;
    if (handle->empty) return 0;
    int code = archive_read_data_block(handle->archive, &block, &handle->left, &offset);
    handle->block = block;
    if (code == ARCHIVE_EOF) {
      handle->left = 0;
      handle->empty = 1;
    } else if (code <= ARCHIVE_WARN) {
      // Of a zip's member a wrong checksum is but a warning to the library.
      handle->left = 0;
      return -1;
    }
  }
  size_t count = handle->left < capacity ? handle->left : capacity;
  memcpy(buffer, handle->block, count);
  handle->block += count;
  handle->left -= count;
  return (ssize_t)count;
}

const char *carchive_error(carchive *handle) {
  const char *text = handle == NULL ? NULL : archive_error_string(handle->archive);
  return text == NULL ? "not readable as compressed data" : text;
}

void carchive_close(carchive *handle) {
  if (handle == NULL) return;
  archive_read_free(handle->archive);
  free(handle);
}

ssize_t carchive_pack(
    const char *filter, const void *bytes, size_t length, void *packed, size_t capacity) {
  size_t used = 0;
  ssize_t result = -1;
  struct archive *out = archive_write_new();
  struct archive_entry *entry = archive_entry_new();
  if (out == NULL || entry == NULL) goto done;
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_pathname(entry, "data");
  if (archive_write_add_filter_by_name(out, filter) != ARCHIVE_OK) goto done;
  if (archive_write_set_format_raw(out) != ARCHIVE_OK) goto done;
  archive_write_set_bytes_in_last_block(out, 1);
  if (archive_write_open_memory(out, packed, capacity, &used) != ARCHIVE_OK) goto done;
  if (archive_write_header(out, entry) != ARCHIVE_OK) goto done;
  if (archive_write_data(out, bytes, length) != (la_ssize_t)length) goto done;
  if (archive_write_close(out) != ARCHIVE_OK) goto done;
  result = (ssize_t)used;
done:
  archive_entry_free(entry);
  archive_write_free(out);
  return result;
}

typedef struct {
  char *bytes;
  size_t length, capacity;
} growing;

static la_ssize_t grow(struct archive *archive, void *context, const void *bytes, size_t length) {
  growing *out = context;
  if (out->length + length > out->capacity) {
    size_t capacity = 2 * (out->length + length);
    char *larger = realloc(out->bytes, capacity);
    if (larger == NULL) {
      archive_set_error(archive, ENOMEM, "no memory");
      return -1;
    }
    out->bytes = larger;
    out->capacity = capacity;
  }
  memcpy(out->bytes + out->length, bytes, length);
  out->length += length;
  return (la_ssize_t)length;
}

int carchive_make_zip(
    const carchive_member *members, size_t count, void **zip, size_t *length) {
  growing out = {NULL, 0, 0};
  int result = CARCHIVE_FAILED;
  struct archive *archive = archive_write_new();
  if (archive == NULL) return result;
  if (archive_write_set_format_zip(archive) != ARCHIVE_OK) goto done;
  archive_write_set_bytes_per_block(archive, 0);
  // Names are UTF-8, whatever the locale.
  archive_write_set_options(archive, "hdrcharset=UTF-8");
  if (archive_write_open(archive, &out, NULL, grow, NULL) != ARCHIVE_OK) goto done;
  for (size_t index = 0; index < count; index++) {
    if (index == 0) {
      archive_write_zip_set_compression_store(archive);
    } else {
      archive_write_zip_set_compression_deflate(archive);
    }
    struct archive_entry *entry = archive_entry_new();
    if (entry == NULL) goto done;
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_pathname_utf8(entry, members[index].path);
    archive_entry_set_size(entry, (la_int64_t)members[index].length);
    // Before 1980, where the times of zips begin: in every time zone the first of them.
    archive_entry_set_mtime(entry, 0, 0);
    int header = archive_write_header(archive, entry);
    archive_entry_free(entry);
    if (header != ARCHIVE_OK) goto done;
    la_ssize_t written =
        archive_write_data(archive, members[index].bytes, members[index].length);
    if (written != (la_ssize_t)members[index].length) goto done;
  }
  if (archive_write_close(archive) != ARCHIVE_OK) goto done;
  *zip = out.bytes;
  *length = out.length;
  out.bytes = NULL;
  result = CARCHIVE_OK;
done:
  archive_write_free(archive);
  free(out.bytes);
  return result;
}
