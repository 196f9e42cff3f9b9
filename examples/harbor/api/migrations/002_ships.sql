-- A ship without a berth waits in the roadstead.
CREATE TABLE ships (
  id         integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text        NOT NULL CHECK (name <> ''),
  length     integer     NOT NULL CHECK (length > 0),
  berth_id   integer     UNIQUE REFERENCES berths,
  arrived_at timestamptz NOT NULL DEFAULT now()
);
