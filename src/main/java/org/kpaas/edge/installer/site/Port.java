package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A TCP or UDP port, 1 to 65535.
public record Port(@JsonValue int number) {
    public static final Port SSH = new Port(22);

    @JsonCreator
    public Port {
        if (number < 1 || number > 65_535) {
            throw new BadValue("port", Integer.toString(number));
        }
    }

    public static Port parse(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new BadValue("port", text);
        }
        return new Port(Integer.parseInt(text));
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
