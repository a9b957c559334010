package message

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"testing"
)

// verb matches a verb of package fmt.
var verb = regexp.MustCompile(`%(?:\[\d+\])?[a-z]`)

// verbsOf returns the verbs of a text, sorted.
func verbsOf(text string) []string {
	verbs := verb.FindAllString(text, -1)
	slices.Sort(verbs)
	return verbs
}

// TestCatalog checks that both languages have all words, and formats for the
// same values.
func TestCatalog(t *testing.T) {
	t.Parallel()
	texts := map[string]map[string]string{}
	for _, language := range []string{"zh", "en"} {
		data, err := wordFiles.ReadFile("words/" + language + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parseWords(data); err != nil {
			t.Fatalf("%s: %v", language, err)
		}
		var file map[string]any
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatal(err)
		}
		texts[language] = map[string]string{}
		flatten(texts[language], "", file)
		checkFields(t, language, "", reflect.TypeFor[Words](), file)
	}
	for key, zh := range texts["zh"] {
		en, ok := texts["en"][key]
		if !ok && !inLines(key) {
			t.Errorf("%s is missing in en", key)
		}
		if ok && !inLines(key) && !slices.Equal(verbsOf(zh), verbsOf(en)) {
			t.Errorf("%s: %q and %q take other values", key, zh, en)
		}
	}
	for key, text := range texts["en"] {
		if _, ok := texts["zh"][key]; !ok && !inLines(key) {
			t.Errorf("%s is missing in zh", key)
		}
		if text == "" && !inLines(key) {
			t.Errorf("%s is empty", key)
		}
	}
}

// lines matches the lines of a text, which languages may break differently.
var lines = regexp.MustCompile(`^/(UI|Intake|Corrections)/(Help|Usage)/`)

func inLines(key string) bool { return lines.MatchString(key) }

// flatten collects the texts below v by their path.
func flatten(into map[string]string, path string, v any) {
	switch v := v.(type) {
	case string:
		into[path] = v
	case []any:
		for i, x := range v {
			flatten(into, fmt.Sprintf("%s/%d", path, i), x)
		}
	case map[string]any:
		for key, x := range v {
			flatten(into, path+"/"+key, x)
		}
	}
}

// checkFields reports the fields of a struct that a file lacks.
func checkFields(t *testing.T, language, path string, typ reflect.Type, file map[string]any) {
	t.Helper()
	for i := range typ.NumField() {
		f := typ.Field(i)
		v, ok := file[f.Name]
		if !ok {
			t.Errorf("%s: %s/%s is missing", language, path, f.Name)
			continue
		}
		if f.Type.Kind() == reflect.Pointer {
			checkFields(t, language, path+"/"+f.Name, f.Type.Elem(), v.(map[string]any))
		}
	}
}
