package sites

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"strings"

	"beilun/index/library"
	"beilun/internal/logs"
	"beilun/knowledge/read"
)

// store puts a file into the releases folder, unless another has its text. textOf
// returns a digest of what is in a file, "" if that cannot be read.
func (r *round) store(ctx context.Context, p *page, name string, data []byte, textOf func(data []byte) string) error {
	f := r.f
	f.storing.Lock()
	defer f.storing.Unlock()
	text := textOf(data)
	if p.File != "" && !p.Copy {
		return r.replace(ctx, p, data, text, textOf)
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
	if err := f.checkFolder(); err != nil {
		return err
	}
	host := hostFolder(p.Address)
	stored, err := library.Put(filepath.Join(f.opts.Folder, host), name, data, func(stored []byte) bool { return textOf(stored) == text })
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStore, err)
	}
	p.File, p.Text, p.Copy, p.Sum = host+"/"+stored, text, false, bytesDigest(data)
	r.result.Came = append(r.result.Came, p.File)
	return f.memory.putPage(*p)
}

// replace puts a new version in the place of the one before it. A file that somebody
// has changed stays as it is. Whether somebody has is seen in its bytes, because a later
// release of this program may read another text in them.
func (r *round) replace(ctx context.Context, p *page, data []byte, text string, textOf func(data []byte) string) error {
	if p.Text == text {
		return nil
	}
	present, err := os.ReadFile(filepath.Join(r.f.opts.Folder, filepath.FromSlash(p.File)))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStore, err)
	}
	sum, next := bytesDigest(present), bytesDigest(data)
	switch {
	case sum == next: // this program was killed before it noted that
		p.Sum = sum
	case textOf(present) == text:
	case p.Sum == sum, p.Sum == "" && textOf(present) == p.Text:
		if err := r.keep(ctx, p, present, data); err != nil {
			return fmt.Errorf("%w: %w", ErrStore, err)
		}
		r.result.Changed = append(r.result.Changed, p.File)
		p.Sum = next
	default:
		err := fmt.Errorf("%w: %s", ErrEdited, p.File)
		r.result.Refused = append(r.result.Refused, Refusal{p.Address, p.Title, err})
		logs.Refuse(r.f.log, slog.LevelWarn, logs.Page, logs.NotFetched, "source", r.source.Address, "page", p.Address, "err", err)
		return nil
	}
	p.Text = text
	return r.f.memory.putPage(*p)
}

// checkFolder returns an error if the releases folder is not there, or is empty though
// files were stored in it: it may be on a volume that is not mounted, and what is stored
// then would be hidden later. It wraps ErrStore or ErrEmpty.
func (f *Fetcher) checkFolder() error {
	entries, err := os.ReadDir(f.opts.Folder)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrStore, err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return nil
		}
	}
	if f.memory.hasFiles() {
		return fmt.Errorf("%w: %s", ErrEmpty, f.opts.Folder)
	}
	return nil
}

// keep puts data in the place of a file and keeps what was in it: beside it, marked as an
// earlier version, so that the history of a figure has it; or hidden, if it is of a kind
// that cannot be marked.
func (r *round) keep(ctx context.Context, p *page, present, data []byte) error {
	name := path.Base(p.File)
	ext := path.Ext(name)
	day := dayOf(r.f.opts.Now())
	earlier := inserted(present, metaTag(supersededMeta, day.String())+metaTag(supersededMeta+"-by", name))
	a, err := read.Outline(ctx, name, earlier)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if ext != pageExt || err != nil || a.Superseded != day || a.SupersededBy != name || textDigest(a) != p.Text {
		return library.Replace(r.f.opts.Folder, p.File, data)
	}
	around := words().Earlier.Words
	return library.ReplaceBeside(r.f.opts.Folder, p.File, data, strings.TrimSuffix(name, ext)+around[0]+day.String()+around[1]+ext, earlier)
}

// hostFolder returns the name of the folder for files of an address.
func hostFolder(address string) string {
	return strings.Trim(strings.NewReplacer(":", "_", "[", "", "]", "").Replace(hostOf(address)), ".")
}
