"""The files of a new project, as ``zeren init`` writes them; :mod:`responsibility.build.new_project` says where to."""
