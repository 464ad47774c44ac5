package org.kpaas.edge.installer.practice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A file of `export NAME=value` lines as bash reads it, carriage returns included (T13).
///
/// @param complaints what bash says about lines it does not understand
record ShellVariables(Map<String, String> values, List<String> complaints) {
    static ShellVariables read(String file, String text) {
        var values = new HashMap<String, String>();
        var complaints = new ArrayList<String>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (line.equals("\r")) {
                complaints.add(file + ": line " + (i + 1) + ": $'\\r': command not found");
            } else if (line.startsWith("\uFEFF")) {
                complaints.add(
                        file
                                + ": line 1: $'\\357\\273\\277#!/bin/bash': No such file or"
                                + " directory");
            } else {
                assign(line, values);
            }
        }
        return new ShellVariables(Map.copyOf(values), List.copyOf(complaints));
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    private static void assign(String line, Map<String, String> values) {
        String end = line.endsWith("\r") ? "\r" : "";
        String assignment = line.strip().replaceFirst("^export\\s+", "");
        int equals = assignment.indexOf('=');
        if (equals > 0 && !assignment.startsWith("#")) {
            List<String> words = Words.of(assignment.substring(equals + 1));
            values.put(
                    assignment.substring(0, equals),
                    (words.isEmpty() ? "" : words.getFirst()) + end);
        }
    }
}
