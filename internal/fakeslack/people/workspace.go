package people

import (
	"maps"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/socketmode"
	"beilun/internal/fakeslack/webapi"
)

// Options are the options of a Workspace. All are required.
type Options struct {
	Address string // of the server, without a slash at its end
	Locale  string // of users without one of their own
}

// Workspace holds the parts of a workspace, each of which is safe for concurrent
// use.
type Workspace struct {
	Channels  *Channels
	Assistant *Assistant
	Users     *Users
	Screens   *Screens
	Files     *Files
	Hooks     *Hooks
	Persons   *Persons
}

// New returns an empty workspace. What its people do is delivered to the app by q.
func New(w *sim.World, q *socketmode.Deliveries, opts Options) Workspace {
	a := newAssistant(w)
	ch := newChannels(w, a)
	hooks := newHooks(w, ch, opts.Address+"/response/")
	screens := newScreens(w, newTriggers(w))
	files := newFiles(w, opts.Address+"/files-pri/"+sim.TeamID+"-")
	return Workspace{
		Channels: ch, Assistant: a, Users: newUsers(w, opts.Locale), Screens: screens, Files: files, Hooks: hooks,
		Persons: &Persons{w, q, ch, hooks, screens, files},
	}
}

// Methods returns the methods of the Web API with which the bot reads and changes
// the workspace.
func (k Workspace) Methods() map[string]webapi.Method {
	all := map[string]webapi.Method{
		"users.info":         k.Users.info,
		"conversations.info": k.Channels.info,
		"conversations.open": openConversation,
		"files.info":         k.Files.filesInfo,
	}
	for _, some := range []map[string]webapi.Method{k.Channels.methods(), k.Assistant.methods(), k.Screens.methods()} {
		maps.Copy(all, some)
	}
	return all
}
