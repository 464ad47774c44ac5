package org.kpaas.edge.installer.ui.part;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;

import org.kpaas.edge.installer.site.BadValue;

import java.util.Optional;
import java.util.function.Function;

/// One thing that the engineer types. Judged at once, but its fault shows only after the engineer has left it, so that a
/// fresh form is not red.
///
/// @param <T> what the text means
public final class Field<T> {
    private final StringProperty text;
    private final BooleanProperty judged = new SimpleBooleanProperty(false);
    private final Function<String, T> parser;
    private final Optional<T> whenBlank;
    private final ObjectBinding<Optional<Message>> fault;
    private final ObjectBinding<Optional<Message>> shown;

    /// @param parser throws [BadValue] for text that it refuses; it gets the text without blanks around it
    public Field(String start, Function<String, T> parser) {
        this(start, parser, Optional.empty());
    }

    private Field(String start, Function<String, T> parser, Optional<T> whenBlank) {
        this.whenBlank = whenBlank;
        this.text = new SimpleStringProperty(start);
        this.parser = parser;
        this.fault = Bindings.createObjectBinding(this::judge, text);
        this.shown =
                Bindings.createObjectBinding(
                        () -> judged.get() ? fault.get() : Optional.empty(), fault, judged);
    }

    /// A field that must not be blank; everything else is allowed.
    public static Field<String> required(String start) {
        return new Field<>(start, Field::notBlank);
    }

    /// A field that may be blank.
    ///
    /// @param whenBlank what a blank text means
    public static <T> Field<T> optional(String start, Function<String, T> parser, T whenBlank) {
        return new Field<>(start, parser, Optional.of(whenBlank));
    }

    public StringProperty text() {
        return text;
    }

    /// The meaning, when the text has one.
    public Optional<T> value() {
        if (fault.get().isPresent()) {
            return Optional.empty();
        }
        if (text.get().isBlank()) {
            return whenBlank;
        }
        return Optional.of(parser.apply(text.get().strip()));
    }

    /// The engineer left the field, or asked for something that needs it.
    public void judge(boolean now) {
        judged.set(judged.get() || now);
    }

    public BooleanBinding valid() {
        return Bindings.createBooleanBinding(() -> fault.get().isEmpty(), fault);
    }

    /// What is wrong, once the field may be judged.
    public ObservableValue<Optional<Message>> shownFault() {
        return shown;
    }

    public ObservableBooleanValue judged() {
        return judged;
    }

    private Optional<Message> judge() {
        String typed = text.get().strip();
        if (typed.isEmpty() && whenBlank.isPresent()) {
            return Optional.empty();
        }
        try {
            notBlank(typed);
            var unused = parser.apply(typed);
            return Optional.empty();
        } catch (BadValue bad) {
            return Optional.of(Message.of(bad));
        }
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new BadValue("required", text);
        }
        return text;
    }
}
