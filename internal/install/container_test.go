package install

import (
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// instructions returns the instructions of a container file, with continued lines
// joined.
func instructions(text string) []string {
	var out []string
	for line := range strings.Lines(strings.ReplaceAll(text, "\\\n", "")) {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// TestContainer checks what holds a container down. TestImage in cmd/beilun builds and
// runs it.
func TestContainer(t *testing.T) {
	t.Parallel()
	text, err := Print(Container, Service{})
	if err != nil {
		t.Fatal(err)
	}
	got := instructions(text)
	if got[0] != "FROM scratch" {
		t.Errorf("it begins with %s", got[0])
	}
	user := slices.Index(got, "USER 65532:65532")
	for _, want := range []string{"WORKDIR /data/releases", "WORKDIR /data/cache"} {
		if at := slices.Index(got, want); at < user || user < 0 {
			t.Errorf("%s is instruction %d, and the user is set in %d: the folder would be root's", want, at, user)
		}
	}
	for _, i := range got {
		if strings.HasPrefix(i, "RUN ") || strings.HasPrefix(i, "ADD ") || strings.HasPrefix(i, "USER ") && i != "USER 65532:65532" {
			t.Errorf("unexpected: %s", i)
		}
	}
}

// composeFile is what the tests look at of a Compose file.
type composeFile struct {
	Services map[string]struct {
		Build       struct{ Context, Dockerfile string }
		EnvFile     string            `yaml:"env_file"`
		Environment map[string]string `yaml:"environment"`
		Volumes     []string
		ReadOnly    bool     `yaml:"read_only"`
		CapDrop     []string `yaml:"cap_drop"`
		SecurityOpt []string `yaml:"security_opt"`
		Restart     string
		Stop        string `yaml:"stop_grace_period"`
		User        string
		Privileged  bool
		Ports       []string
	}
	Volumes map[string]any
}

func TestCompose(t *testing.T) {
	t.Parallel()
	text, err := Print(Compose, Service{})
	if err != nil {
		t.Fatal(err)
	}
	var c composeFile
	if err := yaml.Unmarshal([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	s, ok := c.Services["beilun"]
	if !ok || len(c.Services) != 1 {
		t.Fatalf("services: %v", c.Services)
	}
	if !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) || !slices.Equal(s.SecurityOpt, []string{"no-new-privileges:true"}) || s.Privileged || s.User != "" || s.Ports != nil {
		t.Errorf("it may do more than it needs: %+v", s)
	}
	if s.Restart != "unless-stopped" || s.Stop != "45s" || s.EnvFile != ".env" || s.Build.Dockerfile != "Containerfile" || s.Build.Context != "." {
		t.Errorf("%+v", s)
	}
	if _, ok := c.Volumes["data"]; !ok || !slices.Equal(s.Volumes, []string{"data:/data"}) {
		t.Errorf("volumes %v, of the service %v", c.Volumes, s.Volumes)
	}
	container, err := Print(Container, Service{})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Environment) == 0 {
		t.Error("the paths of .env would be those of the host")
	}
	steps, err := Steps(Container, "en", Service{})
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range s.Environment {
		if set := name + "=" + value; !strings.Contains(container, set) || !strings.Contains(steps, "-e "+set+" ") {
			t.Errorf("%s is in compose.yaml, and not in the Containerfile or in docker run", set)
		}
	}
}
