package sites

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"beilun/index/library"
)

// store puts a file into the releases folder, unless another has its text. textOf
// returns a digest of what is in a file, "" if that cannot be read.
func (r *round) store(p *page, name string, data []byte, textOf func(data []byte) string) error {
	f := r.f
	f.storing.Lock()
	defer f.storing.Unlock()
	text := textOf(data)
	if p.File != "" && !p.Copy {
		return r.replace(p, data, text, textOf)
	}
	if known, ok := f.memory.page(p.Address); ok && known.File != "" && p.File == "" { // taken meanwhile for another source
		*p = known
		return nil
	}
	if file := f.memory.fileOf(text); file != "" {
		p.File, p.Text, p.Copy = file, text, true
		r.result.Same++
		return f.memory.putPage(*p)
	}
	host := hostFolder(p.Address)
	stored, err := library.Put(filepath.Join(f.opts.Folder, host), name, data, func(stored []byte) bool { return textOf(stored) == text })
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStore, err)
	}
	p.File, p.Text, p.Copy = host+"/"+stored, text, false
	r.result.Came = append(r.result.Came, p.File)
	return f.memory.putPage(*p)
}

// replace puts a new version in the place of the one before it. A file that somebody
// has changed stays as it is.
func (r *round) replace(p *page, data []byte, text string, textOf func(data []byte) string) error {
	if p.Text == text {
		return nil
	}
	present, err := os.ReadFile(filepath.Join(r.f.opts.Folder, filepath.FromSlash(p.File)))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStore, err)
	}
	switch textOf(present) {
	case text: // this program was killed before it noted that
	case p.Text:
		if err := library.Replace(r.f.opts.Folder, p.File, data); err != nil {
			return fmt.Errorf("%w: %w", ErrStore, err)
		}
		r.result.Changed = append(r.result.Changed, p.File)
	default:
		return nil
	}
	p.Text = text
	return r.f.memory.putPage(*p)
}

// hostFolder returns the name of the folder for files of an address.
func hostFolder(address string) string {
	return strings.Trim(strings.NewReplacer(":", "_", "[", "", "]", "").Replace(hostOf(address)), ".")
}
