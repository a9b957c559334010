package drawtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// ErrNoBrowser says that there is no Chromium to take pictures with.
var ErrNoBrowser = errors.New("no Chromium")

// Browser returns the path of Chromium, or [ErrNoBrowser].
func Browser() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoBrowser
}

// Limits of a picture.
const (
	maxHeight = 6000 // CSS pixels
	maxTime   = 2 * time.Minute
	margin    = 12 // CSS pixels kept below the last line
)

// Picture writes a page of HTML to a PNG file of scale pixels for each CSS pixel. It
// starts browser, which ends within two minutes or with ctx.
func Picture(ctx context.Context, browser, page, file string, scale int) (err error) {
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	dir, err := os.MkdirTemp("", "drawtest")
	if err != nil {
		return fmt.Errorf("draw %s: %w", filepath.Base(file), err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	html, shot := filepath.Join(dir, "page.html"), filepath.Join(dir, "shot.png")
	if err := os.WriteFile(html, []byte(page), 0o600); err != nil {
		return fmt.Errorf("draw %s: %w", filepath.Base(file), err)
	}
	cmd := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--force-device-scale-factor="+fmt.Sprint(scale),
		fmt.Sprintf("--window-size=%d,%d", Width, maxHeight), "--screenshot="+shot, "file://"+html)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("draw %s: %w: %s", filepath.Base(file), err, bytes.TrimSpace(out))
	}
	data, err := os.ReadFile(shot)
	if err != nil {
		return fmt.Errorf("draw %s: %w", filepath.Base(file), err)
	}
	if data, err = cropped(data, margin*scale); err != nil {
		return fmt.Errorf("draw %s: %w", filepath.Base(file), err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return fmt.Errorf("draw %s: %w", filepath.Base(file), err)
	}
	return nil
}

// cropped returns a PNG without what is below its last row of more than one colour, but
// for margin rows.
func cropped(data []byte, margin int) ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read the picture: %w", err)
	}
	b := img.Bounds()
	end := b.Max.Y
	for end > b.Min.Y && isPlain(img, end-1) {
		end--
	}
	kept := image.Rect(b.Min.X, b.Min.Y, b.Max.X, min(end+margin, b.Max.Y))
	out := image.NewRGBA(kept)
	draw.Draw(out, kept, img, kept.Min, draw.Src)
	var buf bytes.Buffer
	if err := png.Encode(&buf, out); err != nil {
		return nil, fmt.Errorf("write the picture: %w", err)
	}
	return buf.Bytes(), nil
}

// isPlain reports whether a row has one colour.
func isPlain(img image.Image, y int) bool {
	b := img.Bounds()
	first := img.At(b.Min.X, y)
	for x := b.Min.X + 1; x < b.Max.X; x++ {
		if img.At(x, y) != first {
			return false
		}
	}
	return true
}
