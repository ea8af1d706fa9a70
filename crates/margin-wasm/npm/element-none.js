// Where pages are rendered on a server there are no elements to register: the tag is written as it is.
export {};
