"""The data of a document that was revised: tasks numbered anew, a new text read with what people settled kept."""
