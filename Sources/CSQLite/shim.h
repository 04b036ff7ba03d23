#pragma once
#include <sqlite3.h>

// SQLITE_STATIC and SQLITE_TRANSIENT are casts to a function pointer, which Swift cannot import.

static inline int csqlite_bind_text_copy(sqlite3_stmt *statement, int index, const char *text,
                                         sqlite3_uint64 count) {
  return sqlite3_bind_text64(statement, index, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int csqlite_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes,
                                         sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

static inline int csqlite_bind_blob_borrowed(sqlite3_stmt *statement, int index,
                                             const void *bytes, sqlite3_uint64 count) {
  return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_STATIC);
}

// Unsigned by its use and a plain number by its look: given a type here.
static const unsigned int csqlite_prepare_persistent = SQLITE_PREPARE_PERSISTENT;

// The full-text module hands out its interface through a pointer bound to a parameter.
static inline int csqlite_bind_fts5_api(sqlite3_stmt *statement, fts5_api **result) {
  return sqlite3_bind_pointer(statement, 1, (void *)result, "fts5_api_ptr", 0);
}
