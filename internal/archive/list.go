package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// maxFiles bounds the files of a folder and of an archive.
const maxFiles = 1_000_000

// listing is what is in a folder, by slash-separated names.
type listing struct {
	names   []string          // of the regular files
	left    []string          // what is left out, with the reason
	folders map[string]uint32 // with their permissions, itself as "."
}

// list lists a folder.
func list(ctx context.Context, root *os.Root, s Source) (listing, error) {
	var names, left []string
	folders := map[string]uint32{}
	skip, base := newPaths(s.Skip), real(s.Path)
	err := fs.WalkDir(root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone since its folder was read
		}
		if errors.Is(err, fs.ErrPermission) && name != "." {
			left = append(left, name+": it may not be read")
			return fs.SkipDir
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		switch {
		case ours.MatchString(e.Name()) || skip.in[filepath.Join(base, filepath.FromSlash(name))]:
			if e.IsDir() {
				return fs.SkipDir
			}
		case isSecret(e.Name()):
			left = append(left, name+": it may have tokens")
			if e.IsDir() {
				return fs.SkipDir
			}
		case e.IsDir():
			if info, err := e.Info(); err == nil && (name == "." || isSafe(name)) {
				folders[name] = uint32(info.Mode().Perm())
			}
		case e.Type()&fs.ModeSymlink != 0:
			left = append(left, name+": it is a link")
		case !e.Type().IsRegular():
			left = append(left, name+": it is no regular file")
		case !isSafe(name):
			left = append(left, fmt.Sprintf("%q: its name cannot be kept", name))
		case len(names) >= maxFiles:
			return fmt.Errorf("it has more than %d files", maxFiles)
		default:
			names = append(names, name)
		}
		return nil
	})
	return listing{names, left, folders}, err
}
