package bot

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBare(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`{"type":"x","event":{"text":"问","blocks":7,"message":{"ts":"1","files":"odd"}}}`:      `{"event":{"message":{"ts":"1"},"text":"问"},"type":"x"}`,
		`{"view":{"id":"V1","blocks":[],"private_metadata":"m"},"message":null,"actions":[1]}`: `{"actions":[1],"message":null,"view":{"id":"V1","private_metadata":"m"}}`,
		`"no object"`: `"no object"`,
		`broken`:      `broken`,
	} {
		if diff := cmp.Diff(want, string(bare(json.RawMessage(in)))); diff != "" {
			t.Errorf("bare(%s) (-want +got):\n%s", in, diff)
		}
	}
}
