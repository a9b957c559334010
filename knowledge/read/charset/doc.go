// Package charset decodes the bytes of a text file or a web page to UTF-8, with
// the way back to the file.
//
// [Decode] goes by a byte order mark, then by what is valid, then by what looks
// like Chinese; [DecodePage] hears what a page says of itself, too. Both mend
// texts that were saved in a wrong encoding before, and refuse those that come
// out as no Chinese at all.
package charset
