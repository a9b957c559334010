package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A measurement holds what was counted in one package.
type measurement struct {
	pkg     string
	files   int
	longest int // lines of the longest file
	long    string
	cycle   []string // files of the largest cycle, sorted; at least one
	methods int      // methods of the type that has most
	typ     string
	han     int      // literals with Han characters
	arrows  []string // imports that the table does not allow

	comments, tell, stand int // comment lines, and uses of two words in them
}

// measure counts all there is to count in a package.
func (m *module) measure(p *pkg, table arrowTable) measurement {
	r := measurement{pkg: p.path, files: len(p.files), cycle: m.largestCycle(p)}
	r.methods, r.typ = m.mostMethods(p)
	for _, f := range p.files {
		if f.lines > r.longest {
			r.longest, r.long = f.lines, f.name
		}
		r.han += hanLiterals(f.syntax)
		lines, text := comments(m.fset, f.syntax)
		r.comments += lines
		r.tell += len(tellWords.FindAllString(text, -1))
		r.stand += len(standWords.FindAllString(text, -1))
	}
	for _, imported := range p.imports {
		if !table.allows(p.path, imported) {
			r.arrows = append(r.arrows, p.path+" imports "+imported)
		}
	}
	return r
}

// The two words, in all their forms.
var (
	tellWords  = regexp.MustCompile(`(?i)\b(tell|tells|told|telling)\b`)
	standWords = regexp.MustCompile(`(?i)\b(stand|stands|stood|standing)\b`)
)

// comments returns how many lines of a file have a comment, and the comments' text.
func comments(fset *token.FileSet, f *ast.File) (int, string) {
	lines := map[int]bool{}
	var text strings.Builder
	for _, group := range f.Comments {
		for _, c := range group.List {
			// PositionFor, because //line directives must not matter here.
			for n := fset.PositionFor(c.Pos(), false).Line; n <= fset.PositionFor(c.End(), false).Line; n++ {
				lines[n] = true
			}
			text.WriteString(c.Text)
			text.WriteByte('\n')
		}
	}
	return len(lines), text.String()
}

// hanLiterals returns the number of string and rune literals whose value has a
// Han character, written out or escaped.
func hanLiterals(f *ast.File) int {
	n := 0
	ast.Inspect(f, func(node ast.Node) bool {
		lit, ok := node.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING && lit.Kind != token.CHAR {
			return true
		}
		value, err := strconv.Unquote(lit.Value)
		if err == nil && strings.ContainsFunc(value, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			n++
		}
		return true
	})
	return n
}

// mostMethods returns the largest number of methods on one of the package's
// types, and that type. Promoted and interface methods count if the module
// declares them.
func (m *module) mostMethods(p *pkg) (int, string) {
	most, name := 0, ""
	scope := p.types.Scope()
	for _, n := range scope.Names() {
		obj, ok := scope.Lookup(n).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		t := obj.Type()
		if !types.IsInterface(t) {
			t = types.NewPointer(t)
		}
		count := 0
		for method := range types.NewMethodSet(t).Methods() {
			if from := method.Obj().Pkg(); from != nil {
				if _, own := m.own(from.Path()); own {
					count++
				}
			}
		}
		if count > most {
			most, name = count, n
		}
	}
	return most, name
}

// largestCycle returns the files of the largest strongly connected component
// of the package's files. A file points to another if it uses an object, a
// method or a field that the other declares.
func (m *module) largestCycle(p *pkg) []string {
	index := map[*token.File]int{}
	for i, f := range p.files {
		index[m.fset.File(f.syntax.FileStart)] = i
	}
	edges := make([]map[int]bool, len(p.files))
	for i := range edges {
		edges[i] = map[int]bool{}
	}
	for id, obj := range p.info.Uses {
		if obj.Pkg() != p.types || !obj.Pos().IsValid() {
			continue
		}
		from, to := index[m.fset.File(id.Pos())], index[m.fset.File(obj.Pos())]
		if from != to {
			edges[from][to] = true
		}
	}
	var names []string
	for _, i := range largestComponent(edges) {
		names = append(names, p.files[i].name)
	}
	slices.Sort(names)
	return names
}

// largestComponent returns the nodes of the largest strongly connected
// component of a graph, by Tarjan's algorithm.
func largestComponent(edges []map[int]bool) []int {
	var (
		largest, stack []int
		number         = make([]int, len(edges)) // order of the first visit, from 1
		low            = make([]int, len(edges)) // lowest number reachable
		onStack        = make([]bool, len(edges))
		visited        = 0
		visit          func(v int)
	)
	visit = func(v int) {
		visited++
		number[v], low[v] = visited, visited
		stack, onStack[v] = append(stack, v), true
		for _, w := range slices.Sorted(maps.Keys(edges[v])) {
			if number[w] == 0 {
				visit(w)
				low[v] = min(low[v], low[w])
			} else if onStack[w] {
				low[v] = min(low[v], number[w])
			}
		}
		if low[v] != number[v] {
			return
		}
		start := slices.Index(stack, v)
		for _, w := range stack[start:] {
			onStack[w] = false
		}
		if len(stack)-start > len(largest) {
			largest = slices.Clone(stack[start:])
		}
		stack = stack[:start]
	}
	for v := range edges {
		if number[v] == 0 {
			visit(v)
		}
	}
	return largest
}
