package intake

import (
	"strings"
)

// The action IDs of the buttons. What they do is completed through a restart, see
// IsLasting.
const (
	takeInAction   = "intake_add"     // the value is the proposal's key
	leaveOutAction = "intake_decline" // the same
	removeAction   = "intake_remove"  // the value is the release's ID; a number follows
)

// IsLasting reports whether a button starts what must be completed once begun, and
// may be begun again. All buttons of this package do.
func IsLasting(action string) bool {
	return action == takeInAction || strings.HasPrefix(action, removeAction) || strings.HasPrefix(action, undoAction)
}

// IsAction reports whether a button is one of this package.
func IsAction(action string) bool { return IsLasting(action) || action == leaveOutAction }

// undoAction is the action ID of the button that takes a line out: the value is the
// line, and a number follows.
const undoAction = "correct_undo"
