package needs

import (
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// needsPath is the import path of this package.
const needsPath = "beilun/internal/needs"

// A testFile is a file with tests, parsed.
type testFile struct {
	dir    string // relative to the module
	syntax *ast.File
	built  bool // on this machine
}

// A call is a call of a function of this package.
type call struct {
	need  string
	args  []string // that are strings written out, behind t
	plain bool     // all of them are
}

// A function is one of the functions in the test files of a folder.
type function struct {
	calls map[string]bool // of functions in the folder
	needs []call
	skips []token.Pos // calls of Skip and the like that are not in a fuzz target, and of testing.Short
}

// testFiles parses the test files of the module.
func testFiles(t *testing.T, fset *token.FileSet) (out []testFile) {
	t.Helper()
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, "_test.go"):
			return nil
		}
		syntax, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		dir, file := filepath.Split(name)
		built, err := build.Default.MatchFile(dir, file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, dir)
		out = append(out, testFile{filepath.ToSlash(rel), syntax, built})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// functionOf returns what a function of a test file calls.
func functionOf(d *ast.FuncDecl) function {
	f := function{calls: map[string]bool{}}
	var fuzzing []ast.Node // targets of f.Fuzz
	ast.Inspect(d, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			f.calls[id.Name] = true // also what is passed on
		}
		c, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		sel, ok := c.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		switch pkg, _ := sel.X.(*ast.Ident); {
		case sel.Sel.Name == "Fuzz" && len(c.Args) == 1:
			fuzzing = append(fuzzing, c.Args[0])
		case pkg != nil && pkg.Name == "needs":
			f.needs = append(f.needs, callOf(sel.Sel.Name, c.Args))
		case pkg != nil && pkg.Name == "testing" && sel.Sel.Name == "Short":
			f.skips = append(f.skips, c.Pos())
		case slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, sel.Sel.Name):
			in := func(target ast.Node) bool { return target.Pos() <= c.Pos() && c.End() <= target.End() }
			if !slices.ContainsFunc(fuzzing, in) {
				f.skips = append(f.skips, c.Pos())
			}
		}
		return true
	})
	return f
}

func callOf(need string, args []ast.Expr) call {
	c := call{need: need, plain: true}
	for _, a := range args[min(1, len(args)):] {
		lit, ok := a.(*ast.BasicLit)
		text := ""
		if ok {
			var err error
			text, err = strconv.Unquote(lit.Value)
			ok = err == nil
		}
		c.args, c.plain = append(c.args, text), c.plain && ok
	}
	return c
}

// needsOf returns the needs of the function called name and of those in its folder that
// it calls.
func needsOf(name string, in map[string]function, seen map[string]bool) (out []call) {
	f, ok := in[name]
	if !ok || seen[name] {
		return nil
	}
	seen[name] = true
	out = append(out, f.needs...)
	for _, called := range slices.Sorted(maps.Keys(f.calls)) {
		out = append(out, needsOf(called, in, seen)...)
	}
	return out
}

// functionsOf returns the functions of test files by folder and name.
func functionsOf(files []testFile) map[string]map[string]function {
	out := map[string]map[string]function{}
	for _, file := range files {
		if !file.built {
			continue
		}
		if out[file.dir] == nil {
			out[file.dir] = map[string]function{}
		}
		for _, d := range file.syntax.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Recv == nil {
				out[file.dir][d.Name.Name] = functionOf(d)
			}
		}
	}
	return out
}

// missing returns the tests that are skipped here, all or in part, by what they lack,
// and how many there are of how many. unsure are those of which only the test knows.
func missing(all map[string]map[string]function) (skipped map[string][]string, names map[string]string, unsure []string, n, of int) {
	skipped, names = map[string][]string{}, map[string]string{}
	for _, dir := range slices.Sorted(maps.Keys(all)) {
		for _, name := range slices.Sorted(maps.Keys(all[dir])) {
			if !strings.HasPrefix(name, "Test") || name == "TestMain" {
				continue
			}
			of++
			lacks, asks := false, false
			for _, c := range needsOf(name, all[dir], map[string]bool{}) {
				if c.need == "Started" {
					of--
					break
				}
				err, known := ask(c.need, c.args...)
				asks = asks || !known
				if err != nil && !slices.Contains(skipped[err.Error()], dir+" "+name) {
					skipped[err.Error()] = append(skipped[err.Error()], dir+" "+name)
					names[err.Error()] = nameOf(c.need, c.args...)
					lacks = true
				}
			}
			if lacks {
				n++
			} else if asks {
				unsure = append(unsure, dir+" "+name)
			}
		}
	}
	return skipped, names, unsure, n, of
}

// TestSkipped lists the tests that are skipped on this machine and why; see the package
// comment.
func TestSkipped(t *testing.T) {
	t.Parallel()
	skipped, names, unsure, n, of := missing(functionsOf(testFiles(t, token.NewFileSet())))
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d tests are skipped here, all or in part", n, of)
	for _, why := range slices.Sorted(maps.Keys(skipped)) {
		fmt.Fprintf(&b, "\n%d: %s\n    %s", len(skipped[why]), why, strings.Join(skipped[why], "\n    "))
		if !mayMiss(os.Getenv(allowed), names[why]) {
			t.Errorf("%d tests are skipped, which %s=%s does not allow: %s", len(skipped[why]), allowed, os.Getenv(allowed), why)
		}
	}
	if len(unsure) > 0 {
		fmt.Fprintf(&b, "\n%d are skipped, all or in part, where the system refuses what they try\n    %s", len(unsure), strings.Join(unsure, "\n    "))
	}
	t.Log(b.String())
}

// TestLongInCI finds tests that -short leaves out, or parts of them, and that .ci/run does
// not run in full:
// nobody would run them.
func TestLongInCI(t *testing.T) {
	t.Parallel()
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(root, ".ci", "run"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	commands := strings.Split(strings.ReplaceAll(string(script), "\\\n", ""), "\n")
	all := functionsOf(testFiles(t, token.NewFileSet()))
	for dir, functions := range all {
		for name := range functions {
			isLong := func(c call) bool { return nameOf(c.need) == "long" }
			if !strings.HasPrefix(name, "Test") || !slices.ContainsFunc(needsOf(name, functions, map[string]bool{}), isLong) {
				continue
			}
			n++
			runs := func(command string) bool {
				return regexp.MustCompile(`[(|^]`+name+`[)|$]`).MatchString(command) && slices.Contains(strings.Fields(command), "./"+dir)
			}
			if !slices.ContainsFunc(commands, runs) {
				t.Errorf("%s in %s is left out by -short, and .ci/run does not run it in full", name, dir)
			}
		}
	}
	if n == 0 {
		t.Error("no test is left out by -short")
	}
}

// TestBare finds tests that are skipped without a need of this package, and needs that
// TestSkipped cannot read.
func TestBare(t *testing.T) {
	t.Parallel()
	fset := token.NewFileSet()
	for _, file := range testFiles(t, fset) {
		if file.dir == "internal/needs" {
			continue
		}
		for _, imported := range file.syntax.Imports {
			if path, _ := strconv.Unquote(imported.Path.Value); path == needsPath && imported.Name != nil {
				t.Errorf("%s: %s under another name", fset.Position(imported.Pos()), needsPath)
			}
		}
		for _, d := range file.syntax.Decls {
			d, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			f := functionOf(d)
			for _, pos := range f.skips {
				t.Errorf("%s: skips a test or a part of it; call a function of %s, which says what is missing", fset.Position(pos), needsPath)
			}
			for _, c := range f.needs {
				if _, ok := checks[c.need]; ok && !c.plain && c.need != "Some" {
					t.Errorf("%s: needs.%s in %s with an argument that is not a string written out", fset.Position(d.Pos()), c.need, d.Name.Name)
				}
			}
		}
	}
}

// TestFunctions reads a made-up test file.
func TestFunctions(t *testing.T) {
	t.Parallel()
	const src = `package p
func TestA(t *testing.T) { helper(t); t.Run("b", func(t *testing.T) { needs.Shared(t, "eval") }) }
func helper(t *testing.T) { needs.Program(t, "no-such-program"); again(t) }
func again(t *testing.T) { helper(t) }
func TestB(t *testing.T) { t.Skip("bare"); _ = testing.Short() }
func FuzzC(f *testing.F) { f.Fuzz(func(t *testing.T, s string) { t.Skip() }) }
func TestD(t *testing.T) { needs.Started(t, "X", "TestA"); needs.Program(t, "no-such-program") }
func TestE(t *testing.T) { needs.Program(t, name) ; needs.System(t, err, "fly") }
`
	syntax, err := parser.ParseFile(token.NewFileSet(), "p_test.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	all := functionsOf([]testFile{{"p", syntax, true}})
	if a := needsOf("TestA", all["p"], map[string]bool{}); len(a) != 2 || a[0].need != "Shared" || a[1].args[0] != "no-such-program" {
		t.Errorf("TestA needs %+v", a)
	}
	for name, skips := range map[string]int{"TestA": 0, "TestB": 2, "FuzzC": 0} {
		if got := len(all["p"][name].skips); got != skips {
			t.Errorf("%s: %d bare skips, want %d", name, got, skips)
		}
	}
	if f := functionOf(syntax.Decls[0].(*ast.FuncDecl)); !f.calls["helper"] {
		t.Errorf("TestA calls %v", f.calls)
	}
	if e := all["p"]["TestE"].needs; len(e) != 2 || e[0].plain {
		t.Errorf("TestE needs %+v", e)
	}
	delete(all["p"], "TestE")
	skipped, names, _, n, of := missing(all)
	const why = "needs no-such-program: install the package of that name"
	if !slices.Equal(skipped[why], []string{"p TestA"}) || names[why] != "no-such-program" || n != 1 || of != 2 {
		t.Errorf("skipped %v %v, %d of %d", skipped, names, n, of)
	}
}

// recorder is a test that notes how it ended.
type recorder struct {
	testing.TB
	skipped, failed string
}

func (r *recorder) Helper()                    {}
func (r *recorder) Skip(args ...any)           { r.skipped = fmt.Sprint(args...) }
func (r *recorder) Fatalf(f string, a ...any)  { r.failed = fmt.Sprintf(f, a...) }
func (r *recorder) Skipf(f string, a ...any)   { r.skipped = fmt.Sprintf(f, a...) }
func (r *recorder) outcome() (skip, fail bool) { return r.skipped != "", r.failed != "" }

func TestRequire(t *testing.T) {
	for _, tt := range []struct {
		list       string
		missing    error
		skip, fail bool
	}{
		{"", nil, false, false},
		{"none", nil, false, false},
		{"", errors.New("needs x"), true, false},
		{"none", errors.New("needs x"), false, true},
		{"mount,user", errors.New("needs x"), false, true},
		{"mount,python3", errors.New("needs x"), true, false},
	} {
		t.Setenv(allowed, tt.list)
		r := &recorder{TB: t}
		if require(r, tt.missing, "Program", "python3"); r.failed != "" {
			r.skipped = "" // a real test ends with Fatalf
		}
		if skip, fail := r.outcome(); skip != tt.skip || fail != tt.fail {
			t.Errorf("%q with %v: skipped %q, failed %q", tt.list, tt.missing, r.skipped, r.failed)
		}
	}
}

// TestAsked asks for every need, and knows all functions of this package that skip.
func TestAsked(t *testing.T) {
	t.Parallel()
	args := map[string][]string{"Long": {"a minute"}, "Shared": {"no/such/file"}, "Program": {"no-such-program"}, "Setting": {"BEILUN_NO_SUCH", "nobody sets it"}, "Root": {"fly"}, "Unix": {"fly"}}
	never := []string{"Shared", "Program", "Setting"} // with these arguments
	for need := range checks {
		missing, known := ask(need, args[need]...)
		if !known || missing == nil && slices.Contains(never, need) {
			t.Errorf("%s: %v, %t", need, missing, known)
		}
	}
	if _, known := ask("System"); known {
		t.Error("what only a test finds out is known")
	}
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	syntax, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, "internal", "needs", "needs.go"), nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range syntax.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && d.Name.IsExported() && checks[d.Name.Name] == nil && !slices.Contains([]string{"System", "Found", "Started"}, d.Name.Name) {
			t.Errorf("%s is not among the needs that can be asked for", d.Name.Name)
		}
	}
}
