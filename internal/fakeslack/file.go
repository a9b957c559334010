package fakeslack

import (
	"encoding/json"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// File is a file that a person shares.
type File struct {
	Name     string
	Data     []byte
	Mode     string    // hosted where empty; snippet, email, external, tombstone
	Mimetype string    // told by the name where empty
	Size     int       // as Slack states it; 0: that of Data
	Address  string    // of an external file, elsewhere
	Veiled   bool      // as of Slack Connect: the event tells no more than that files.info knows
	Fault    FileFault // how fetching it goes wrong
}

// FileFault is how fetching one file goes wrong, each time. Failures of the
// server ([Server.Fail]) go by the name of "files.download".
type FileFault struct {
	Login    bool   // the page to sign in, as for a token without files:read
	Redirect string // to another address
	Cut      int    // the connection ends after so many bytes
	Extra    int    // so many bytes come on top of Data
	Stall    bool   // nothing comes after the first bytes, until the client gives up
}

// files are what people have shared, by ID.
type files struct {
	byID    map[string]*sharedFile
	fetched map[string][]string // Authorization of each fetch, by ID
}

type sharedFile struct {
	File
	id, user, ts string
	deleted      bool
}

func newFiles() files { return files{map[string]*sharedFile{}, map[string][]string{}} }

// Attach uploads files and returns m with them, to be sent by any of the
// methods that send a message, and their IDs.
func (s *Server) Attach(m Message, shared ...File) (Message, []string) {
	s.world.Lock()
	defer s.world.Unlock()
	m.Extra = maps.Clone(m.Extra)
	if m.Extra == nil {
		m.Extra = map[string]any{}
	}
	var list []any
	var ids []string
	for _, f := range shared {
		stored := &sharedFile{File: f, id: s.world.Next("F0"), user: m.User, ts: s.world.Stamp()}
		s.files.byID[stored.id] = stored
		ids = append(ids, stored.id)
		list = append(list, s.shared(stored))
	}
	m.Extra["subtype"], m.Extra["files"], m.Extra["upload"], m.Extra["display_as_bot"] = "file_share", list, false, false
	return m, ids
}

// ReplaceFile gives a file another content, as when a snippet is edited.
func (s *Server) ReplaceFile(id string, data []byte) {
	s.world.Lock()
	defer s.world.Unlock()
	if f := s.files.byID[id]; f != nil {
		f.Data = data
	}
}

// DeleteFile deletes a file.
func (s *Server) DeleteFile(id string) {
	s.world.Lock()
	defer s.world.Unlock()
	if f := s.files.byID[id]; f != nil {
		f.deleted = true
	}
}

// FileLink is the permanent link of a file, as "Copy link" gives it.
func (s *Server) FileLink(id string) string {
	s.world.Lock()
	defer s.world.Unlock()
	if f := s.files.byID[id]; f != nil {
		return f.permalink()
	}
	return ""
}

// Fetches returns the Authorization header of each time that a file was
// fetched.
func (s *Server) Fetches(id string) []string {
	s.world.Lock()
	defer s.world.Unlock()
	return slices.Clone(s.files.fetched[id])
}

func (f *sharedFile) mode() string {
	switch {
	case f.Mode != "":
		return f.Mode
	case f.Address != "":
		return "external"
	}
	return "hosted"
}

func (f *sharedFile) permalink() string {
	return "https://fake.slack.com/files/" + f.user + "/" + f.id + "/" + f.slug()
}

// slug is the name as it stands in addresses.
func (f *sharedFile) slug() string {
	return url.PathEscape(strings.ToLower(strings.NewReplacer(" ", "_", "/", "_").Replace(f.Name)))
}

// shared is a file as the event of its message has it.
func (s *Server) shared(f *sharedFile) map[string]any {
	switch {
	case f.mode() == "tombstone" || f.deleted:
		return map[string]any{"id": f.id, "mode": "tombstone"}
	case f.Veiled:
		return map[string]any{"id": f.id, "mode": "file_access", "file_access": "check_file_info", "created": 0, "timestamp": 0, "user": ""}
	}
	return s.info(f)
}

// info is a file as files.info has it.
func (s *Server) info(f *sharedFile) map[string]any {
	size := f.Size
	if size == 0 {
		size = len(f.Data)
	}
	at := f.ts[:strings.IndexByte(f.ts, '.')]
	out := map[string]any{
		"id": f.id, "name": f.Name, "title": f.Name, "mimetype": f.mimetype(), "filetype": strings.TrimPrefix(path.Ext(f.Name), "."), "user": f.user, "user_team": sim.TeamID,
		"size": size, "mode": f.mode(), "is_external": f.Address != "", "external_type": "", "is_public": false, "editable": f.mode() == "snippet",
		"created": json.Number(at), "timestamp": json.Number(at), "permalink": f.permalink(), "file_access": "visible",
	}
	if f.Address != "" {
		out["url_private"], out["external_type"] = f.Address, "gdrive"
		return out
	}
	base := s.url + "/files-pri/" + sim.TeamID + "-" + f.id + "/"
	out["url_private"], out["url_private_download"] = base+f.slug(), base+"download/"+f.slug()
	return out
}

func (f *sharedFile) mimetype() string {
	if f.Mimetype != "" {
		return f.Mimetype
	}
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".txt", ".md", "":
		return "text/plain"
	case ".html", ".htm":
		return "text/html"
	case ".pdf":
		return "application/pdf"
	case ".png":
		return "image/png"
	}
	return "application/octet-stream"
}

// fileInfo is files.info.
func (s *Server) fileInfo(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	s.world.Lock()
	defer s.world.Unlock()
	f := s.files.byID[p["file"]]
	switch {
	case f == nil:
		return nil, webapi.Refuse("file_not_found")
	case f.deleted || f.mode() == "tombstone":
		return nil, webapi.Refuse("file_deleted")
	}
	return webapi.Result{"file": s.info(f), "comments": []any{}, "response_metadata": map[string]any{"next_cursor": ""}}, nil
}
