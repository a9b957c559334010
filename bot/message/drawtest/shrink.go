package drawtest

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"
)

// Limits of the colours that a picture keeps.
const (
	maxColors = 64
	minApart  = 6 // between two of them, of 255 in a channel
)

// Shrink returns a picture, a PNG, with a palette of the colours that it has most of; any
// other is drawn as the nearest of them. note is kept in it under the keyword key.
func Shrink(data []byte, key, note string) ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("shrink the picture: %w", err)
	}
	out := image.NewPaletted(img.Bounds(), mostUsed(img))
	nearest := map[color.Color]uint8{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := img.At(x, y)
			i, ok := nearest[c]
			if !ok {
				i = uint8(out.Palette.Index(c))
				nearest[c] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	var buf bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(&buf, out); err != nil {
		return nil, fmt.Errorf("shrink the picture: %w", err)
	}
	return annotate(buf.Bytes(), key, note), nil
}

// mostUsed returns the colours that a picture has most of. Those that are close to a
// more frequent one are left out, so that the shades of black text leave room.
func mostUsed(img image.Image) color.Palette {
	count := map[color.Color]int{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[img.At(x, y)]++
		}
	}
	byCount := slices.SortedFunc(maps.Keys(count), func(a, b color.Color) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)))
	})
	var kept color.Palette
	for _, c := range byCount {
		if len(kept) < maxColors && (len(kept) == 0 || distance(c, kept.Convert(c)) > minApart) {
			kept = append(kept, c)
		}
	}
	return kept
}

// distance returns the largest difference of two colours in one channel, 0 to 255.
func distance(a, b color.Color) int {
	r, g, bl, _ := a.RGBA()
	r2, g2, bl2, _ := b.RGBA()
	apart := func(x, y uint32) int { return max(int(x>>8)-int(y>>8), int(y>>8)-int(x>>8)) }
	return max(apart(r, r2), apart(g, g2), apart(bl, bl2))
}

// The layout of a PNG: a signature, then chunks of length, type, data and checksum.
const (
	pngHead  = 8
	ihdrSize = 4 + 4 + 13 + 4
)

// annotate returns a PNG with a chunk of text behind its header.
func annotate(data []byte, key, note string) []byte {
	body := "tEXt" + key + "\x00" + note
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)-4))
	chunk = append(chunk, body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE([]byte(body)))
	return slices.Insert(slices.Clone(data), pngHead+ihdrSize, chunk...)
}

// Note returns what [Shrink] kept in a picture under a keyword.
func Note(data []byte, key string) (string, error) {
	for at := pngHead; len(data) >= at+8; {
		size := int(binary.BigEndian.Uint32(data[at:]))
		if size > len(data)-at-8 {
			break
		}
		body := data[at+8 : at+8+size]
		if name, note, ok := bytes.Cut(body, []byte{0}); ok && string(data[at+4:at+8]) == "tEXt" && string(name) == key {
			return string(note), nil
		}
		at += 8 + size + 4
	}
	return "", errors.New("the picture has no note " + key)
}
