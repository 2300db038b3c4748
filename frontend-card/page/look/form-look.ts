import { css } from "lit";

export const formLook = css`
  form {
    display: grid;
    gap: 16px;
    padding: 20px 24px 24px;
  }
  @media (max-width: 480px) {
    form {
      padding: 16px;
    }
  }
`;
