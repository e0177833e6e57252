#include "CXML.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/entities.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>

struct cxml_writer {
  xmlBufferPtr buffer;
  xmlTextWriterPtr writer;
  long depth;
};

cxml_writer *cxml_writer_new(int declaration) {
  cxml_writer *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  self->buffer = xmlBufferCreateSize(16384);
  if (self->buffer) {
    xmlBufferSetAllocationScheme(self->buffer, XML_BUFFER_ALLOC_DOUBLEIT);
    self->writer = xmlNewTextWriterMemory(self->buffer, 0);
  }
  if (!self->writer
      || (declaration && xmlTextWriterStartDocument(self->writer, NULL, "UTF-8", NULL) < 0)) {
    cxml_writer_free(self);
    return NULL;
  }
  return self;
}

void cxml_writer_free(cxml_writer *self) {
  if (!self) return;
  if (self->writer) xmlFreeTextWriter(self->writer);
  if (self->buffer) xmlBufferFree(self->buffer);
  free(self);
}

int cxml_start_element(cxml_writer *self, const char *name) {
  self->depth += 1;
  return xmlTextWriterStartElement(self->writer, BAD_CAST name) < 0 ? -1 : 0;
}

int cxml_attribute(cxml_writer *self, const char *name, const char *value) {
  return xmlTextWriterWriteAttribute(self->writer, BAD_CAST name, BAD_CAST value) < 0 ? -1 : 0;
}

int cxml_text(cxml_writer *self, const char *text) {
  if (self->depth > 0) return xmlTextWriterWriteString(self->writer, BAD_CAST text) < 0 ? -1 : 0;
  /* Outside of any element libxml2 writes text as it is: escape it first. */
  xmlChar *escaped = xmlEncodeSpecialChars(NULL, BAD_CAST text);
  if (!escaped) return -1;
  int result = xmlTextWriterWriteRaw(self->writer, escaped) < 0 ? -1 : 0;
  xmlFree(escaped);
  return result;
}

int cxml_end_element(cxml_writer *self, int full) {
  self->depth -= 1;
  int result = full ? xmlTextWriterFullEndElement(self->writer)
                    : xmlTextWriterEndElement(self->writer);
  return result < 0 ? -1 : 0;
}

const unsigned char *cxml_bytes(cxml_writer *self, size_t *count) {
  xmlTextWriterFlush(self->writer);
  *count = (size_t)xmlBufferLength(self->buffer);
  return xmlBufferContent(self->buffer);
}

int cxml_well_formed(const unsigned char *bytes, size_t count) {
  if (count > INT_MAX) return 0;
  xmlDocPtr document = xmlReadMemory(
      (const char *)bytes, (int)count, NULL, NULL,
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
  if (!document) return 0;
  xmlFreeDoc(document);
  return 1;
}

/* What a picture may be made of: shapes, words, gradients. */
static const char *const svg_elements[] = {
    "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse",
    "line", "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop",
    "clipPath", "mask", NULL,
};

static int refuse(char *reason, size_t room, const char *words, const xmlChar *name) {
  snprintf(reason, room, "%s%.60s", words, name ? (const char *)name : "");
  return 0;
}

/* Whether every `url(` of a value leads to a part of the file itself. */
static int stays_inside(const xmlChar *value) {
  const xmlChar *at = value;
  while ((at = xmlStrcasestr(at, BAD_CAST "url(")) != NULL) {
    at += 4;
    while (*at == ' ' || *at == '"' || *at == '\'') at++;
    if (*at != '#') return 0;
  }
  /* A backslash can spell `url` another way. */
  return xmlStrchr(value, '\\') == NULL && xmlStrchr(value, '@') == NULL;
}

static int harmless_attribute(xmlDocPtr document, xmlAttrPtr attribute, char *reason, size_t room) {
  const xmlChar *name = attribute->name;
  if (xmlStrncasecmp(name, BAD_CAST "on", 2) == 0) {
    return refuse(reason, room, "it runs a script: ", name);
  }
  xmlChar *value = xmlNodeListGetString(document, attribute->children, 1);
  if (!value) return 1;
  int is_inside = xmlStrcasecmp(name, BAD_CAST "href") == 0
      ? value[0] == '#'
      : xmlStrcasecmp(name, BAD_CAST "base") != 0 && stays_inside(value);
  xmlFree(value);
  return is_inside ? 1 : refuse(reason, room, "it leads out of the file: ", name);
}

static int harmless_node(xmlDocPtr document, xmlNodePtr node, char *reason, size_t room) {
  for (; node; node = node->next) {
    switch (node->type) {
      case XML_TEXT_NODE:
      case XML_CDATA_SECTION_NODE:
      case XML_COMMENT_NODE: continue;
      case XML_ELEMENT_NODE: break;
      default: return refuse(reason, room, "it holds more than elements and text", NULL);
    }
    int is_known = 0;
    for (size_t i = 0; svg_elements[i]; i++) {
      is_known |= xmlStrEqual(node->name, BAD_CAST svg_elements[i]);
    }
    if (!is_known) return refuse(reason, room, "it has an element that is not taken: ", node->name);
    for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next) {
      if (!harmless_attribute(document, attribute, reason, room)) return 0;
    }
    if (!harmless_node(document, node->children, reason, room)) return 0;
  }
  return 1;
}

int cxml_harmless_svg(
    const unsigned char *bytes, size_t count, char *reason, size_t room) {
  if (count > INT_MAX) return refuse(reason, room, "it is too large", NULL);
  xmlDocPtr document = xmlReadMemory(
      (const char *)bytes, (int)count, NULL, NULL,
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (!document) return refuse(reason, room, "it is not well-formed XML", NULL);
  xmlNodePtr root = xmlDocGetRootElement(document);
  int result;
  if (document->intSubset || document->extSubset) {
    result = refuse(reason, room, "it declares a document type", NULL);
  } else if (!root || !xmlStrEqual(root->name, BAD_CAST "svg") || !root->ns
      || !xmlStrEqual(root->ns->href, BAD_CAST "http://www.w3.org/2000/svg")) {
    result = refuse(reason, room, "its root is no <svg xmlns=\"http://www.w3.org/2000/svg\">", NULL);
  } else {
    result = harmless_node(document, document->children, reason, room);
  }
  xmlFreeDoc(document);
  return result;
}

struct cxml_reader {
  xmlTextReaderPtr reader;
  xmlChar *attribute;
  char error[256];
  int error_code;
  int is_at_end;
  long error_line;
};

static void keep_first_error(void *context, xmlErrorPtr error) {
  cxml_reader *self = context;
  if (self->error[0] || !error || error->level < XML_ERR_ERROR || !error->message) return;
  strncpy(self->error, error->message, sizeof self->error - 1);
  self->error[strcspn(self->error, "\r\n")] = 0;
  self->error_code = error->code;
  self->error_line = error->line;
  xmlParserCtxtPtr parser = error->ctxt;
  if (error->domain != XML_FROM_PARSER || !parser || !parser->input) return;
  /* A `/` at the very end waits for its `>`. */
  self->is_at_end = parser->input->end - parser->input->cur <= 1
      || (error->code == XML_ERR_DOCUMENT_END && parser->nameNr > 0);
}

cxml_reader *cxml_reader_new(cxml_source source, void *context) {
  cxml_reader *self = calloc(1, sizeof *self);
  if (!self) return NULL;
  /* No network, no external entities or subsets, no entity put in place of its name, and no
     XML_PARSE_HUGE: libxml2 keeps its own bounds on depth, names and text. */
  self->reader = xmlReaderForIO(
      source, NULL, context, NULL, NULL,
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
  if (!self->reader) {
    free(self);
    return NULL;
  }
  xmlTextReaderSetStructuredErrorHandler(
      self->reader, (xmlStructuredErrorFunc)keep_first_error, self);
  return self;
}

void cxml_reader_free(cxml_reader *self) {
  if (!self) return;
  xmlFree(self->attribute);
  xmlFreeTextReader(self->reader);
  free(self);
}

int cxml_reader_next(cxml_reader *self) {
  for (;;) {
    int result = xmlTextReaderRead(self->reader);
    if (result != 1) return result == 0 ? CXML_END : CXML_FAILED;
    switch (xmlTextReaderNodeType(self->reader)) {
      case XML_READER_TYPE_ELEMENT: return CXML_OPEN;
      case XML_READER_TYPE_END_ELEMENT: return CXML_CLOSE;
      case XML_READER_TYPE_DOCUMENT_TYPE: return CXML_DOCTYPE;
      default: break;
    }
  }
}

const char *cxml_reader_name(cxml_reader *self) {
  const xmlChar *name = xmlTextReaderConstLocalName(self->reader);
  return name ? (const char *)name : "";
}

int cxml_reader_is_empty(cxml_reader *self) { return xmlTextReaderIsEmptyElement(self->reader) == 1; }

const char *cxml_reader_attribute(cxml_reader *self, const char *name) {
  xmlFree(self->attribute);
  self->attribute = xmlTextReaderGetAttribute(self->reader, BAD_CAST name);
  return (const char *)self->attribute;
}

long cxml_reader_line(cxml_reader *self) { return xmlTextReaderGetParserLineNumber(self->reader); }

int cxml_reader_failure(cxml_reader *self) {
  switch (self->error_code) {
    case XML_ERR_DOCUMENT_EMPTY: return CXML_CUT;
    case XML_ERR_TAG_NAME_MISMATCH: return CXML_BROKEN;
    case XML_ERR_NAME_TOO_LONG:
    case XML_ERR_NO_MEMORY:
    case XML_ERR_INTERNAL_ERROR: return CXML_BOUND;
    default: return self->is_at_end ? CXML_CUT : CXML_BROKEN;
  }
}

const char *cxml_reader_error(cxml_reader *self, long *line) {
  *line = self->error_line;
  return self->error[0] ? self->error : "it is not well-formed";
}

struct html_reading {
  const cxml_html_handler *handler;
  void *context;
  htmlParserCtxtPtr parser;
};

static size_t html_offset(const struct html_reading *self) {
  xmlParserInputPtr input = self->parser->input;
  return input ? (size_t)(input->cur - input->base) + input->consumed : 0;
}

static long html_line(const struct html_reading *self) {
  return self->parser->input ? self->parser->input->line : 0;
}

static void html_start(void *data, const xmlChar *name, const xmlChar **attributes) {
  static const char *const none[] = {NULL};
  struct html_reading *self = data;
  const char *const *all = attributes ? (const char *const *)attributes : none;
  self->handler->start(
      self->context, (const char *)name, all, html_offset(self), html_line(self));
}

static void html_end(void *data, const xmlChar *name) {
  struct html_reading *self = data;
  self->handler->end(self->context, (const char *)name, html_offset(self), html_line(self));
}

static void html_text(void *data, const xmlChar *text, int count) {
  struct html_reading *self = data;
  self->handler->text(self->context, (const char *)text, count);
}

static void html_error(void *data, xmlErrorPtr error) {
  struct html_reading *self = data;
  if (!error || error->code == XML_HTML_UNKNOWN_TAG || error->level < XML_ERR_ERROR) return;
  char message[256] = "it cannot be read";
  if (error->message) {
    strncpy(message, error->message, sizeof message - 1);
    message[strcspn(message, "\r\n")] = 0;
  }
  self->handler->error(self->context, message, error->line);
}

int cxml_html_read(
    const unsigned char *bytes, size_t count, const cxml_html_handler *handler, void *context) {
  /* libxml2 takes no empty buffer. */
  if (count > INT_MAX || count == 0) return -1;
  struct html_reading self = {handler, context, NULL};
  self.parser = htmlCreateMemoryParserCtxt((const char *)bytes, (int)count);
  if (!self.parser) return -1;
  xmlSAXHandler told;
  memset(&told, 0, sizeof told);
  told.initialized = XML_SAX2_MAGIC;
  told.startElement = html_start;
  told.endElement = html_end;
  told.characters = html_text;
  told.ignorableWhitespace = html_text;
  told.cdataBlock = html_text;
  told.serror = (xmlStructuredErrorFunc)html_error;
  *self.parser->sax = told;
  self.parser->userData = &self;
  /* What the page says of its encoding is not followed: ours are all UTF-8. */
  self.parser->options |= HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE | XML_PARSE_NONET;
  xmlSwitchEncoding(self.parser, XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(self.parser);
  htmlDocPtr document = self.parser->myDoc;
  htmlFreeParserCtxt(self.parser);
  if (document) xmlFreeDoc(document);
  return 0;
}
