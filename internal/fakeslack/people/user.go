package people

import (
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// Users are the people of the workspace, of whom only the locale is known.
type Users struct {
	world    *sim.World
	standard string            // locale of users without one of their own
	locales  map[string]string // by user; guarded by the world's lock
}

func newUsers(w *sim.World, locale string) *Users {
	return &Users{world: w, standard: locale, locales: map[string]string{}}
}

// SetLocale sets the locale of a user.
func (u *Users) SetLocale(user, locale string) {
	u.world.Lock()
	defer u.world.Unlock()
	u.locales[user] = locale
}

func (u *Users) info(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	user := p["user"]
	if user == "" {
		return nil, webapi.Refuse("user_not_found")
	}
	u.world.Lock()
	defer u.world.Unlock()
	info := map[string]any{"id": user, "team_id": sim.TeamID, "name": "somebody", "is_bot": user == sim.BotUser}
	if p.Flag("include_locale", false) {
		info["locale"] = u.standard
		if l := u.locales[user]; l != "" {
			info["locale"] = l
		}
	}
	return webapi.Result{"user": info}, nil
}
