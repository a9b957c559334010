package people

import (
	"encoding/json"
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
	Mode     string    // hosted if empty; snippet, email, external, tombstone
	Mimetype string    // by the name if empty
	Size     int       // as Slack states it; 0: that of Data
	Address  string    // of an external file, elsewhere
	Veiled   bool      // as of Slack Connect: the event only says that files.info knows
	Fault    FileFault // how fetching it goes wrong
}

// FileFault is how fetching one file goes wrong, each time.
type FileFault struct {
	Login    bool   // the page to sign in, as for a token without files:read
	Redirect string // to another address
	Cut      int    // the connection ends after so many bytes
	Extra    int    // so many bytes come on top of Data
	Stall    bool   // nothing comes after the first bytes, until the client gives up
}

// maxFetches bounds the fetches of a file that are remembered.
const maxFetches = 50_000

// Files are what people have shared. They are safe for concurrent use.
type Files struct {
	world   *sim.World
	address string // what comes before the ID of a file

	// Below, the world's lock.
	byID    map[string]*sharedFile
	fetched map[string][]string // Authorization of each fetch, by ID
}

func newFiles(w *sim.World, address string) *Files {
	return &Files{world: w, address: address, byID: map[string]*sharedFile{}, fetched: map[string][]string{}}
}

type sharedFile struct {
	File
	id, user, ts string
	deleted      bool
}

// share stores files, and returns them as the event of their message has them,
// with their IDs. The caller holds the lock.
func (x *Files) share(user string, shared []File) (list []any, ids []string) {
	for _, f := range shared {
		stored := &sharedFile{File: f, id: x.world.Next("F0"), user: user, ts: x.world.Stamp()}
		x.byID[stored.id] = stored
		ids = append(ids, stored.id)
		list = append(list, x.shared(stored))
	}
	return list, ids
}

// Fetch returns a file whose content Slack has, and remembers with what
// Authorization it was asked for.
func (x *Files) Fetch(id, authorization string) (File, bool) {
	x.world.Lock()
	defer x.world.Unlock()
	defer x.world.Signal()
	f := x.byID[id]
	if f == nil {
		return File{}, false
	}
	if len(x.fetched[id]) < maxFetches {
		x.fetched[id] = append(x.fetched[id], authorization)
	}
	return f.File, !f.deleted && f.Address == ""
}

// ReplaceFile gives a file another content, as when a snippet is edited.
func (x *Files) ReplaceFile(id string, data []byte) {
	x.world.Lock()
	defer x.world.Unlock()
	if f := x.byID[id]; f != nil {
		f.Data = data
	}
}

// DeleteFile deletes a file.
func (x *Files) DeleteFile(id string) {
	x.world.Lock()
	defer x.world.Unlock()
	if f := x.byID[id]; f != nil {
		f.deleted = true
	}
}

// FileLink returns the permanent link of a file, as "Copy link" gives it.
func (x *Files) FileLink(id string) string {
	x.world.Lock()
	defer x.world.Unlock()
	if f := x.byID[id]; f != nil {
		return f.permalink()
	}
	return ""
}

// Fetches returns the Authorization header of each time that a file was
// fetched.
func (x *Files) Fetches(id string) []string {
	x.world.Lock()
	defer x.world.Unlock()
	return slices.Clone(x.fetched[id])
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

// slug returns the name as addresses have it.
func (f *sharedFile) slug() string {
	return url.PathEscape(strings.ToLower(strings.NewReplacer(" ", "_", "/", "_").Replace(f.Name)))
}

// shared returns a file as the event of its message has it.
func (x *Files) shared(f *sharedFile) map[string]any {
	switch {
	case f.mode() == "tombstone" || f.deleted:
		return map[string]any{"id": f.id, "mode": "tombstone"}
	case f.Veiled:
		return map[string]any{"id": f.id, "mode": "file_access", "file_access": "check_file_info", "created": 0, "timestamp": 0, "user": ""}
	}
	return x.info(f)
}

// info returns a file as files.info has it.
func (x *Files) info(f *sharedFile) map[string]any {
	size := f.Size
	if size == 0 {
		size = len(f.Data)
	}
	at := f.ts[:strings.IndexByte(f.ts, '.')]
	out := map[string]any{
		"id": f.id, "name": f.Name, "title": f.Name, "mimetype": f.MIMEType(), "filetype": strings.TrimPrefix(path.Ext(f.Name), "."), "user": f.user, "user_team": sim.TeamID,
		"size": size, "mode": f.mode(), "is_external": f.Address != "", "external_type": "", "is_public": false, "editable": f.mode() == "snippet",
		"created": json.Number(at), "timestamp": json.Number(at), "permalink": f.permalink(), "file_access": "visible",
	}
	if f.Address != "" {
		out["url_private"], out["external_type"] = f.Address, "gdrive"
		return out
	}
	base := x.address + f.id + "/"
	out["url_private"], out["url_private_download"] = base+f.slug(), base+"download/"+f.slug()
	return out
}

// MIMEType returns the media type of a file, by its name if none was given.
func (f File) MIMEType() string {
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

// filesInfo is files.info.
func (x *Files) filesInfo(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	x.world.Lock()
	defer x.world.Unlock()
	f := x.byID[p["file"]]
	switch {
	case f == nil:
		return nil, webapi.Refuse("file_not_found")
	case f.deleted || f.mode() == "tombstone":
		return nil, webapi.Refuse("file_deleted")
	}
	return webapi.Result{"file": x.info(f), "comments": []any{}, "response_metadata": map[string]any{"next_cursor": ""}}, nil
}
