// Where script may read what it loads, it may see this error as well.
throw new Error('corskit')
