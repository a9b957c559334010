package house

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A module is a Go module, parsed and type-checked.
type module struct {
	path      string // module path, from go.mod
	goVersion string // language version, such as "go1.26.0"
	fset      *token.FileSet
	packages  []*pkg // sorted by path
}

// A pkg is a package of a module.
type pkg struct {
	path    string   // relative to the module, such as "bot/socket"
	imports []string // imported packages of the module, relative to it and sorted
	outside []string // imported packages of other modules and the standard library
	files   []*file
	types   *types.Package
	info    *types.Info
}

// A file is a source file that is not a test and builds on this platform.
type file struct {
	name   string // base name
	lines  int
	syntax *ast.File
}

// load parses and type-checks the module whose go.mod is in root.
func load(root string) (*module, error) {
	m := &module{fset: token.NewFileSet()}
	if err := m.readGoMod(filepath.Join(root, "go.mod")); err != nil {
		return nil, err
	}
	dirs, err := folders(root)
	if err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		p, err := m.parse(root, dir)
		if err != nil {
			return nil, err
		}
		if p != nil {
			m.packages = append(m.packages, p)
		}
	}
	slices.SortFunc(m.packages, func(a, b *pkg) int { return strings.Compare(a.path, b.path) })
	if err := m.check(root); err != nil {
		return nil, err
	}
	return m, nil
}

// moduleRoot returns the folder with the go.mod that governs the current directory.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod in the current directory or above")
		}
		dir = parent
	}
}

// readGoMod reads the module path and the language version.
func (m *module) readGoMod(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		switch f := strings.Fields(line); {
		case len(f) == 2 && f[0] == "module":
			m.path = f[1]
		case len(f) == 2 && f[0] == "go":
			m.goVersion = "go" + f[1]
		}
	}
	if m.path == "" || m.goVersion == "" {
		return fmt.Errorf("%s: no module path or no go version", name)
	}
	return nil
}

// folders returns root and the folders below it that "./..." would match.
// Reading each folder here also makes the go command run the test again when
// a file is added.
func folders(root string) ([]string, error) {
	var dirs []string
	err := filepath.WalkDir(root, func(dir string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case dir == root:
		case strings.HasPrefix(d.Name(), "."), strings.HasPrefix(d.Name(), "_"), d.Name() == "testdata", d.Name() == "vendor":
			return filepath.SkipDir
		default:
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				return filepath.SkipDir // another module
			}
		}
		dirs = append(dirs, dir)
		return nil
	})
	return dirs, err
}

// parse returns the package in dir, or nil if dir has no Go files that count.
func (m *module) parse(root, dir string) (*pkg, error) {
	found, err := build.ImportDir(dir, 0)
	if none := (*build.NoGoError)(nil); errors.As(err, &none) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	names := slices.Concat(found.GoFiles, found.CgoFiles)
	if len(names) == 0 {
		return nil, nil // only tests
	}
	rel, err := filepath.Rel(root, dir)
	if err != nil {
		return nil, err
	}
	p := &pkg{path: filepath.ToSlash(rel)}
	for _, imported := range found.Imports {
		if own, ok := m.own(imported); ok {
			p.imports = append(p.imports, own)
		} else if imported != "C" && imported != "unsafe" {
			p.outside = append(p.outside, imported)
		}
	}
	slices.Sort(p.imports)
	for _, name := range names {
		full := filepath.Join(dir, name)
		src, err := os.ReadFile(full)
		if err != nil {
			return nil, err
		}
		syntax, err := parser.ParseFile(m.fset, full, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, &file{name: name, lines: bytes.Count(src, []byte("\n")), syntax: syntax})
	}
	return p, nil
}

// own returns an import path relative to the module, and whether it is in it.
func (m *module) own(importPath string) (string, bool) {
	if importPath == m.path {
		return ".", true
	}
	return strings.CutPrefix(importPath, m.path+"/")
}

// check type-checks every package of the module, imported packages first.
func (m *module) check(root string) error {
	exports, err := m.exports(root)
	if err != nil {
		return err
	}
	outside := importer.ForCompiler(m.fset, "gc", func(importPath string) (io.ReadCloser, error) {
		name, ok := exports[importPath]
		if !ok {
			return nil, fmt.Errorf("no export data for %s", importPath)
		}
		return os.Open(name)
	})
	byPath := map[string]*pkg{}
	for _, p := range m.packages {
		byPath[p.path] = p
	}
	conf := types.Config{GoVersion: m.goVersion, FakeImportC: true}
	checked := func(p *pkg) (*types.Package, error) {
		if p.types != nil {
			return p.types, nil
		}
		var files []*ast.File
		for _, f := range p.files {
			files = append(files, f.syntax)
		}
		p.info = &types.Info{Uses: map[*ast.Ident]types.Object{}}
		p.types, err = conf.Check(path.Join(m.path, p.path), m.fset, files, p.info)
		return p.types, err
	}
	conf.Importer = importerFunc(func(importPath string) (*types.Package, error) {
		own, ok := m.own(importPath)
		if !ok {
			return outside.Import(importPath)
		}
		p, ok := byPath[own]
		if !ok {
			return nil, fmt.Errorf("no package %s in the module", own)
		}
		return checked(p)
	})
	for _, p := range m.packages {
		if _, err := checked(p); err != nil {
			return fmt.Errorf("type-check %s: %w", p.path, err)
		}
	}
	return nil
}

// exports returns the file with export data for each package that the module
// imports from outside it.
func (m *module) exports(root string) (map[string]string, error) {
	outside := map[string]bool{}
	for _, p := range m.packages {
		for _, imported := range p.outside {
			outside[imported] = true
		}
	}
	if len(outside) == 0 {
		return nil, nil
	}
	args := []string{"list", "-export", "-f", "{{.ImportPath}}\t{{.Export}}", "--"}
	cmd := exec.Command("go", append(args, slices.Sorted(maps.Keys(outside))...)...)
	cmd.Dir = root
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, fmt.Errorf("go list -export: %w\n%s", err, exit.Stderr)
	} else if err != nil {
		return nil, fmt.Errorf("go list -export: %w", err)
	}
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		importPath, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files[importPath] = name
	}
	return files, nil
}

// An importerFunc is a function that is a types.Importer.
type importerFunc func(importPath string) (*types.Package, error)

func (f importerFunc) Import(importPath string) (*types.Package, error) { return f(importPath) }
