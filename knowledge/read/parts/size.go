package parts

// Size returns the decompressed size, in bytes, that the archive gives for a part, 0
// if there is none. Reading the part fails if the size is another.
func (a *Archive) Size(name string) int64 {
	f := a.parts[name]
	if f == nil {
		return 0
	}
	return int64(min(f.UncompressedSize64, MaxPart+1))
}
