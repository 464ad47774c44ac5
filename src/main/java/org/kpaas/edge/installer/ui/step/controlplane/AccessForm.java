package org.kpaas.edge.installer.ui.step.controlplane;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.kpaas.edge.installer.site.Access;
import org.kpaas.edge.installer.site.BadValue;
import org.kpaas.edge.installer.site.Credential;
import org.kpaas.edge.installer.site.Port;
import org.kpaas.edge.installer.site.Site;
import org.kpaas.edge.installer.ui.part.Field;

import java.util.List;
import java.util.Optional;

/// What the engineer types to reach the control plane. Never holds a password.
public final class AccessForm {
    private static final Credential.Agent ANY = new Credential.Agent();

    private final Field<String> name;
    private final Field<String> address;
    private final Field<Port> port;
    private final Field<String> user;
    private final Field<String> keyFile;
    private final Field<String> jumpAddress;
    private final Field<Port> jumpPort;
    private final Field<String> jumpUser;
    private final ObjectProperty<Login> login = new SimpleObjectProperty<>(Login.PASSWORD);
    private final BooleanProperty jump = new SimpleBooleanProperty(false);
    private final BooleanBinding valid;

    /// @param start what the form shows first
    public AccessForm(Optional<Site> start) {
        Optional<Access> access = start.map(Site::controlPlane);
        Optional<Access> hop = access.flatMap(Access::jump);
        name = new Field<>(start.map(Site::name).orElse("site-1"), AccessForm::siteName);
        address = new Field<>(access.map(Access::host).orElse(""), AccessForm::host);
        port = new Field<>(access.map(Access::port).orElse(Port.SSH).toString(), Port::parse);
        user = new Field<>(access.map(Access::user).orElse("ubuntu"), AccessForm::login);
        jumpAddress = new Field<>(hop.map(Access::host).orElse(""), AccessForm::host);
        jumpPort = new Field<>(hop.map(Access::port).orElse(Port.SSH).toString(), Port::parse);
        jumpUser = new Field<>(hop.map(Access::user).orElse("ubuntu"), AccessForm::login);
        keyFile = Field.required(access.flatMap(AccessForm::keyFile).orElse("~/.ssh/id_ed25519"));
        access.map(AccessForm::loginOf).ifPresent(login::set);
        jump.set(hop.isPresent());
        valid = allValid();
    }

    public Field<String> name() {
        return name;
    }

    public Field<String> address() {
        return address;
    }

    public Field<Port> port() {
        return port;
    }

    public Field<String> user() {
        return user;
    }

    public Field<String> keyFile() {
        return keyFile;
    }

    public Field<String> jumpAddress() {
        return jumpAddress;
    }

    public Field<Port> jumpPort() {
        return jumpPort;
    }

    public Field<String> jumpUser() {
        return jumpUser;
    }

    public ObjectProperty<Login> login() {
        return login;
    }

    /// Whether to go through a jump host.
    public BooleanProperty jump() {
        return jump;
    }

    public BooleanBinding valid() {
        return valid;
    }

    /// Every field that is used now may show its fault.
    public void judge() {
        List.of(name, address, port, user).forEach(field -> field.judge(true));
        keyFile.judge(login.get() == Login.KEY_FILE);
        List.of(jumpAddress, jumpPort, jumpUser).forEach(field -> field.judge(jump.get()));
    }

    /// The way to the control plane; empty while a field is not valid.
    public Optional<Access> access() {
        if (!valid.get()) {
            return Optional.empty();
        }
        Optional<Access> hop =
                jump.get()
                        ? Optional.of(access(jumpAddress, jumpPort, jumpUser, Optional.empty()))
                        : Optional.empty();
        return Optional.of(access(address, port, user, hop));
    }

    private Access access(
            Field<String> host, Field<Port> port, Field<String> user, Optional<Access> hop) {
        return new Access(
                host.value().orElseThrow(),
                port.value().orElseThrow(),
                user.value().orElseThrow(),
                credential(),
                hop);
    }

    private Credential credential() {
        return switch (login.get()) {
            case PASSWORD -> new Credential.Password();
            case KEY_FILE -> new Credential.KeyFile(keyFile.value().orElseThrow());
            case AGENT -> new Credential.Agent();
        };
    }

    private BooleanBinding allValid() {
        BooleanBinding always =
                name.valid().and(address.valid()).and(port.valid()).and(user.valid());
        BooleanBinding key = login.isNotEqualTo(Login.KEY_FILE).or(keyFile.valid());
        BooleanBinding hop =
                jump.not().or(jumpAddress.valid().and(jumpPort.valid()).and(jumpUser.valid()));
        return Bindings.createBooleanBinding(
                () -> always.get() && key.get() && hop.get(), always, key, hop);
    }

    private static String siteName(String text) {
        return Site.of(text, new Access("a", Port.SSH, "a", ANY, Optional.empty())).name();
    }

    private static String host(String text) {
        return new Access(text, Port.SSH, "a", ANY, Optional.empty()).host();
    }

    private static String login(String text) {
        if (text.isBlank()) {
            throw new BadValue("required", text);
        }
        return new Access("a", Port.SSH, text, ANY, Optional.empty()).user();
    }

    private static Login loginOf(Access access) {
        return switch (access.credential()) {
            case Credential.Password p -> Login.PASSWORD;
            case Credential.KeyFile k -> Login.KEY_FILE;
            case Credential.Agent a -> Login.AGENT;
        };
    }

    private static Optional<String> keyFile(Access access) {
        return access.credential() instanceof Credential.KeyFile(String path)
                ? Optional.of(path)
                : Optional.empty();
    }
}
