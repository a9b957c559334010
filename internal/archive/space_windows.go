package archive

import "golang.org/x/sys/windows"

// space returns how many bytes there is room for in a folder. ok is false if the system
// does not say.
func space(dir string) (n uint64, ok bool) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	err = windows.GetDiskFreeSpaceEx(name, &n, nil, nil)
	return n, err == nil
}
