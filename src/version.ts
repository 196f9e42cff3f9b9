// Kept equal to package.json by a test: a bundle can't read that file.
export const version = '0.1.0'
