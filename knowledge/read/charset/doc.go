// Package charset decodes the bytes of a text file or web page to UTF-8, with the
// Origin of each character in the file.
//
// [Decode] goes by a byte order mark, then by what is valid, then by what looks
// like Chinese. [DecodePage] also uses what a page declares. Both repair texts
// that were once saved in a wrong encoding. They return release.ErrEncoding for
// texts that do not decode to Chinese, ErrBinary for what is no text and
// ErrTooLarge.
package charset
