//go:build !unix

package pdftext

import "os"

// ours is false where temporary directories are not shared and ownership is
// not told by a number: there is always a cache directory of the user.
func ours(os.FileInfo) bool { return false }
